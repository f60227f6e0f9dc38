import { beforeAll, expect, test } from 'vitest'
import { addLines } from '@/lib/cart/add-lines'
import { loadCart } from '@/lib/cart/load-cart'
import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import { db, prismaTransaction, sql } from '@/lib/db'
import { endOrder } from '@/lib/orders/end-order'
import { requestRefund } from '@/lib/orders/request-refund'
import { countStatements } from '@/lib/testing/count-statements'
import { orderNow, refundForm, refundsOf, units } from '@/lib/testing/refunds'
import { checkOut, fillCart, orderOf, origin, shownOf, testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { smallDiscount, smallProduct } from '@/prisma/factories'
import { cancelCheckout } from './cancel-checkout'
import { placeFreeOrder } from './place-free-order'
import { startCheckout } from './start-checkout'

const { standIn, control, settleDown } = testShop()

type Goods = Awaited<ReturnType<typeof smallProduct>>
let bag: Goods
let count = 0
const goods = (stock: number, more: { price?: number; sent?: boolean } = {}) =>
  smallProduct({ handle: `goods-${++count}`, stock, ...more })
/** A code nobody else has. */
const offer = async (discount: Parameters<typeof smallDiscount>[0] = {}) => {
  const code = `CODE-${++count}`
  return { code, id: await smallDiscount({ codes: [code], ...discount }) }
}
const cartWith = async (codes: string[], ...lines: { variantId: bigint; quantity?: number }[]) => {
  const token = await fillCart(...lines)
  await setDiscountCodes({ token, codes })
  return token
}
const stripeSession = async (id: string) => {
  const response = await fetch(`${standIn().url}/v1/checkout/sessions/${id}`, {
    headers: { authorization: 'Bearer sk_test_stand_in' },
  })
  return response.json()
}
const usesOf = async (id: bigint) => (await db().discount.findUniqueOrThrow({ where: { id } })).uses
const givenTo = async (session: string) => {
  const order = await orderOf(session)
  return db().orderDiscount.findMany({
    where: { orderId: order.id },
    include: { lines: true },
    orderBy: { position: 'asc' },
  })
}
const form = {
  email: 'ana@example.nz',
  name: 'Ana',
  phone: '',
  line1: '1 Quay',
  region: '',
  line2: '',
  city: 'Wellington',
  postcode: '6011',
}

beforeAll(async () => {
  bag = await goods(10_000)
})

test('what is off is frozen on the order and its lines, and Stripe charges the same to the cent', async () => {
  const odd = await goods(10, { price: 333 })
  const { code } = await offer({ off: 3333, combines: true })
  const half = await offer({ off: 5000, products: [odd.productId], combines: true })
  const sent = await offer({ kind: 'free_shipping', combines: true })
  const token = await cartWith([code, half.code, sent.code], { variantId: odd.variantId, quantity: 7 }, bag)
  const session = await checkOut(token)
  const order = await orderOf(session)
  expect(order).toMatchObject({ subtotal: 7231, shipping: 0, shippingDiscount: 650 })
  expect(await stripeSession(session)).toMatchObject({
    amount_total: order.total,
    amount_subtotal: 7231,
    total_details: { amount_discount: order.discount, amount_shipping: 0 },
  })
  const given = await givenTo(session)
  expect(given.map(({ level, code: name }) => [level, name])).toEqual([
    ['product', half.code],
    ['order', code],
    ['shipping', sent.code],
  ])
  expect(given.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.discount + order.shippingDiscount)
  await control().pay({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'placed', review: [] })
})

test('a name too long for Stripe is never cut through a character', async () => {
  const whole = 'x'.repeat(249)
  const odd = await goods(10)
  await db().product.update({ where: { id: odd.productId }, data: { title: `${whole}🎁` } })
  await smallDiscount({ title: `${'y'.repeat(39)}🎁`, products: [odd.productId] })
  const session = await checkOut(await cartWith([], odd))
  const [attempt] = await db().checkoutAttempt.findMany({ where: { sessionId: session } })
  expect(attempt?.coupon).toMatchObject({ name: 'y'.repeat(39) })
  expect(attempt?.params).toMatchObject({ line_items: [{ price_data: { product_data: { name: whole } } }] })
})

test('a discounted checkout of a cart takes at most twelve statements', async () => {
  const few = await goods(6)
  const { code } = await offer()
  const token = await cartWith([code], { variantId: few.variantId, quantity: 2 }, bag)
  const { statements } = await countStatements(() =>
    startCheckout({ cartToken: token, origin, visitor: '203.0.113.7' }),
  )
  expect(statements.length, statements.join('\n---\n')).toBeLessThanOrEqual(12)
})

test('a code is used from the checkout on: given back when that ends, for good when it is paid', async () => {
  const { code, id } = await offer({ limit: 1 })
  const token = await cartWith([code], bag)
  const session = await checkOut(token)
  expect(await usesOf(id)).toBe(1)
  const other = await loadCart(sql(), await cartWith([code], bag))
  expect(other).toMatchObject({ discounts: [], warnings: [{ code: 'DISCOUNT_USAGE_LIMIT_REACHED' }] })
  expect(await checkOut(token), 'its own use does not stand in its way').toBe(session)
  await cancelCheckout((await orderOf(session)).token)
  expect(await usesOf(id)).toBe(0)
  const again = await checkOut(token)
  await addLines({ token, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  await control().pay({ session: again })
  await settleDown()
  expect(await usesOf(id)).toBe(1)
  expect(await givenTo(again)).toMatchObject([{ state: 'committed' }])
  const left = await loadCart(sql(), token)
  expect(left?.lines, 'added while paying').toHaveLength(1)
  expect(left?.discountCodes, 'the cart has given it away').toEqual([])
})

test('fifty buyers check out with one single-use code at once: one gets it', async () => {
  const { code, id } = await offer({ limit: 1 })
  const tokens = await Promise.all(Array.from({ length: 50 }, () => cartWith([code], bag)))
  const shown = await shownOf(tokens[0] ?? '')
  const results = await Promise.allSettled(
    tokens.map((cartToken) => startCheckout({ cartToken, origin, shown })),
  )
  const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
  expect(lost).toEqual(Array.from({ length: 49 }, () => 'CART_CHANGED'))
  expect(await usesOf(id)).toBe(1)
  expect(await db().orderDiscount.count({ where: { discountId: id } })).toBe(1)
})

test('a code that ended since the page was shown stops the checkout once; shown without it, it goes on', async () => {
  const { code, id } = await offer()
  const token = await cartWith([code], bag)
  const shown = await shownOf(token)
  await db().discount.update({ where: { id }, data: { active: false } })
  await expect(startCheckout({ cartToken: token, origin, shown })).rejects.toMatchObject({
    code: 'CART_CHANGED',
  })
  const { url } = await startCheckout({ cartToken: token, origin, shown: await shownOf(token) })
  expect(url).toContain('/pay/')
})

test('a code edited while paying leaves the order as agreed; coming back starts anew at the new terms', async () => {
  const { code, id } = await offer()
  const [paying, coming] = [await cartWith([code], bag), await cartWith([code], bag)]
  const [agreed, old] = [await checkOut(paying), await checkOut(coming)]
  await db().discount.update({ where: { id }, data: { percent: 2000 } })
  await control().pay({ session: agreed })
  await settleDown()
  expect(await orderOf(agreed)).toMatchObject({ status: 'placed', discount: 490, review: [] })
  const anew = await checkOut(coming)
  expect(await orderOf(anew)).toMatchObject({ discount: 980 })
  expect(await stripeSession(old)).toMatchObject({ status: 'expired' })
})

test('paid after the checkout ended: the use is taken again, and where others took it a person decides', async () => {
  const { code, id } = await offer({ limit: 1 })
  const late = await cartWith([code], bag)
  const session = await checkOut(late)
  const { id: orderId } = await orderOf(session)
  await prismaTransaction(async (tx) => {
    await tx.checkoutAttempt.updateMany({ where: { orderId }, data: { state: 'abandoned' } })
    await endOrder(tx, orderId, 'expired', 'The checkout ended without a payment.')
  })
  const other = await checkOut(await cartWith([code], bag))
  await control().pay({ session })
  await control().pay({ session: other })
  await settleDown()
  expect(await usesOf(id)).toBe(1)
  expect(await orderOf(session)).toMatchObject({
    status: 'placed',
    review: ['late_payment', 'discount_used_up'],
  })
  expect(await orderOf(other)).toMatchObject({ status: 'placed', review: [] })
})

test('once for each customer: the second order of one e-mail is kept and marked for a person', async () => {
  const { code } = await offer({ oncePerCustomer: true })
  const fields = { email: 'rua@example.nz' }
  const sessions = [await checkOut(await cartWith([code], bag)), await checkOut(await cartWith([code], bag))]
  await Promise.all(sessions.map((session) => control().pay({ session, fields })))
  await settleDown()
  const reviews = (await Promise.all(sessions.map(orderOf))).map(({ review }) => review)
  expect(reviews.sort()).toEqual([[], ['discount_used_again']])
  const third = await checkOut(await cartWith([code], bag))
  await control().pay({ session: third })
  await settleDown()
  expect(await orderOf(third), 'another customer').toMatchObject({ review: [] })
})

test('all of it off: nothing goes to Stripe, and the code is used all the same', async () => {
  const card = await goods(10, { sent: false })
  const { code, id } = await offer({ off: 10_000, oncePerCustomer: true })
  const token = await cartWith([code], card)
  expect(await startCheckout({ cartToken: token, origin })).toEqual({ url: '/checkout' })
  const order = await placeFreeOrder(token, form)
  expect(await db().order.findUniqueOrThrow({ where: { token: order } })).toMatchObject({
    status: 'placed',
    total: 0,
    discount: 4900,
    review: [],
  })
  expect(await usesOf(id)).toBe(1)
  const again = placeFreeOrder(await cartWith([code], card), form)
  await expect(again).rejects.toMatchObject({ code: 'INVALID', field: 'email' })
  expect(await usesOf(id)).toBe(1)
})

test('goods free and delivery not: Stripe charges delivery alone', async () => {
  const { code } = await offer({ off: 10_000 })
  const session = await checkOut(await cartWith([code], bag))
  expect(await stripeSession(session)).toMatchObject({ amount_total: 650 })
})

test('less than a card can pay is said before anything is written', async () => {
  const card = await goods(10, { price: 1049, sent: false })
  const { code, id } = await offer({ kind: 'amount', off: 1000 })
  const token = await cartWith([code], card)
  const orders = await db().order.count()
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject({
    code: 'AMOUNT_TOO_SMALL',
    message: expect.stringContaining('$0.50'),
  })
  expect(await db().order.count()).toBe(orders)
  expect(await usesOf(id)).toBe(0)
  await addLines({ token, lines: [{ variantId: card.variantId, quantity: 1 }] })
  expect(await stripeSession(await checkOut(token))).toMatchObject({ amount_total: 1098 })
})

test('refunding unit by unit gives back exactly what was paid for a discounted line', async () => {
  const { code } = await offer({ kind: 'amount', off: 1000 })
  const session = await checkOut(await cartWith([code], { variantId: bag.variantId, quantity: 3 }))
  await control().pay({ session })
  await settleDown()
  const order = await orderOf(session)
  for (let unit = 0; unit < 3; unit++) {
    await requestRefund(owner, refundForm(await orderNow(order), { lines: units(order, 1) }))
    await settleDown()
  }
  expect((await refundsOf(order)).map(({ amount }) => amount)).toEqual([4566, 4567, 4567])
})
