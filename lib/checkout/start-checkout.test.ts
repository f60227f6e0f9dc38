import { beforeAll, expect, test } from 'vitest'
import { acceptCuts } from '@/lib/cart/accept-cuts'
import { addLines } from '@/lib/cart/add-lines'
import { loadCart } from '@/lib/cart/load-cart'
import { setDestination } from '@/lib/cart/set-destination'
import { updateLine } from '@/lib/cart/update-line'
import { db, sql } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { shelfOf } from '@/lib/testing/shelf'
import { checkOut, fillCart, orderOf, origin, sessionOf, testShop } from '@/lib/testing/shop'
import { smallProduct } from '@/prisma/factories'
import { cancelCheckout } from './cancel-checkout'
import { startCheckout } from './start-checkout'

const { standIn, control, settleDown } = testShop()

type Goods = Awaited<ReturnType<typeof smallProduct>>
let bag: Goods
let count = 0
const goods = (stock: number | bigint[], more: { price?: number; grams?: number; sent?: boolean } = {}) =>
  smallProduct({ handle: `goods-${++count}`, stock, ...more })

beforeAll(async () => {
  bag = await goods(1000)
})

const firstLine = async (token: string) => {
  const line = (await loadCart(sql(), token))?.lines[0]
  if (!line) throw new Error('the cart has no line')
  return line.id
}
const stripeSession = async (id: string) => {
  const response = await fetch(`${standIn().url}/v1/checkout/sessions/${id}`, {
    headers: { authorization: 'Bearer sk_test_stand_in' },
  })
  return response.json()
}
const setPrice = (product: Goods, amount: number) =>
  db().price.updateMany({ where: { variantId: product.variantId }, data: { amount } })

test('a cart becomes a frozen order, a hold, an attempt and a page at Stripe over the same amount', async () => {
  const token = await fillCart({ variantId: bag.variantId, quantity: 3 })
  const session = await checkOut(token)
  const order = await orderOf(session)
  expect(order).toMatchObject({
    status: 'pending_payment',
    paymentStatus: 'unpaid',
    subtotal: 14_700,
    shipping: 650,
    total: 15_350,
    tax: Math.round((14_700 * 3) / 23) + Math.round((650 * 3) / 23),
    shippingTitle: 'Courier',
    lines: [{ quantity: 3, unitPrice: 4900, total: 14_700, productHandle: 'goods-1' }],
  })
  expect(await stripeSession(session)).toMatchObject({
    amount_total: 15_350,
    currency: 'nzd',
    client_reference_id: String(order.id),
    metadata: { order: String(order.id) },
    success_url: `${origin}/checkout/return?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${origin}/checkout/cancel?order=${order.token}`,
    shipping_address_collection: { allowed_countries: ['NZ'] },
  })
  expect((await loadCart(sql(), token))?.lines).toHaveLength(1)
})

test('a checkout takes at most twelve statements, even when the word about stock changes', async () => {
  const few = await goods(6)
  const token = await fillCart({ variantId: few.variantId, quantity: 2 }, { variantId: bag.variantId })
  const { statements } = await countStatements(() =>
    startCheckout({ cartToken: token, origin, visitor: '203.0.113.7' }),
  )
  expect(statements.some((statement) => statement.includes('pg_notify'))).toBe(true)
  expect(statements.length, statements.join('\n---\n')).toBeLessThanOrEqual(12)
})

test('a double click, a second tab and the back button continue one checkout', async () => {
  const token = await fillCart({ variantId: bag.variantId })
  const urls = await Promise.all([1, 2, 3, 4].map(() => startCheckout({ cartToken: token, origin })))
  expect(new Set(urls.map(({ url }) => url)).size).toBe(1)
  expect(await checkOut(token)).toBe(sessionOf(urls[0]?.url ?? ''))
  expect(await db().order.count({ where: { cart: { token } } })).toBe(1)
})

test('a cart changed after the checkout began ends the old page and starts another, with stock to match', async () => {
  const three = await goods(3)
  const token = await fillCart({ variantId: three.variantId, quantity: 3 })
  const first = await checkOut(token)
  await updateLine({ token, lineId: await firstLine(token), quantity: 2 })
  const second = await checkOut(token)
  expect(second).not.toBe(first)
  expect(await stripeSession(first)).toMatchObject({ status: 'expired' })
  expect(await orderOf(first)).toMatchObject({ status: 'expired' })
  expect(await shelfOf(three.stockItemId)).toEqual({ onHand: 3, reserved: 2 })
})

test('a price edited between cart and checkout is the price that is charged', async () => {
  const jar = await goods(5, { price: 1000 })
  const token = await fillCart({ variantId: jar.variantId })
  await setPrice(jar, 1200)
  const session = await checkOut(token)
  expect(await stripeSession(session)).toMatchObject({ amount_total: 1850 })
})

test('a price edited while paying leaves the order as agreed; coming back starts anew at the new price', async () => {
  const jar = await goods(5, { price: 1000 })
  const [paying, coming] = [await fillCart(jar), await fillCart(jar)]
  const [agreed, old] = [await checkOut(paying), await checkOut(coming)]
  await setPrice(jar, 1200)
  await control().pay({ session: agreed })
  await settleDown()
  expect(await orderOf(agreed)).toMatchObject({ status: 'placed', total: 1650, review: [] })
  const anew = await checkOut(coming)
  expect(await stripeSession(anew)).toMatchObject({ amount_total: 1850 })
  expect(await stripeSession(old)).toMatchObject({ status: 'expired' })
})

test('a cart edited while paying keeps what was added, and loses what was paid', async () => {
  const token = await fillCart({ variantId: bag.variantId, quantity: 2 })
  const session = await checkOut(token)
  await addLines({ token, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  const other = await goods(5)
  await addLines({ token, lines: [{ variantId: other.variantId, quantity: 4 }] })
  await control().pay({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'placed', total: 2 * 4900 + 650 })
  const cart = await loadCart(sql(), token)
  expect(cart?.lines.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([
    [other.variantId, 4],
    [bag.variantId, 1],
  ])
})

test('a cart changed in one tab and paid in the other: the payment counts, no second page opens', async () => {
  const token = await fillCart({ variantId: bag.variantId })
  const session = await checkOut(token)
  await updateLine({ token, lineId: await firstLine(token), quantity: 2 })
  await control().holdWebhooks()
  await control().pay({ session })
  const order = await orderOf(session)
  expect(await startCheckout({ cartToken: token, origin })).toEqual({ url: `/orders/${order.token}` })
  await control().flushWebhooks()
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'placed' })
})

test('leaving the payment page frees the stock and keeps the cart', async () => {
  const last = await goods(1)
  const token = await fillCart(last)
  const session = await checkOut(token)
  expect(await cancelCheckout((await orderOf(session)).token)).toBeNull()
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 1, reserved: 0 })
  expect((await loadCart(sql(), token))?.lines).toMatchObject([{ quantity: 1, state: 'ok' }])
  expect(await checkOut(token)).not.toBe(session)
})

test('leaving the payment page after paying leads to the order', async () => {
  const session = await checkOut(await fillCart(bag))
  const { token } = await orderOf(session)
  await control().holdWebhooks()
  await control().pay({ session })
  expect(await cancelCheckout(token)).toBe(`/orders/${token}`)
  await control().flushWebhooks()
})

test('an empty, unknown or expired cart is said to be empty', async () => {
  const token = await fillCart(bag)
  await db().cartLine.deleteMany({ where: { cart: { token } } })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject({ code: 'CART_EMPTY' })
  const unknown = { cartToken: 'A'.repeat(32), origin }
  await expect(startCheckout(unknown)).rejects.toMatchObject({ code: 'CART_EMPTY' })
  const expired = await fillCart(bag)
  await db().cart.update({ where: { token: expired }, data: { expiresAt: new Date(0) } })
  await expect(startCheckout({ cartToken: expired, origin })).rejects.toMatchObject({ code: 'CART_EMPTY' })
})

test('nobody pays for less than they saw: a cart that was cut is shown first', async () => {
  const few = await goods(3)
  const token = await fillCart({ variantId: few.variantId, quantity: 3 })
  await checkOut(await fillCart({ variantId: few.variantId, quantity: 2 }))
  const checkout = startCheckout({ cartToken: token, origin })
  await expect(checkout).rejects.toMatchObject({ code: 'CART_CHANGED' })
  await acceptCuts({ token, shown: [{ lineId: await firstLine(token), quantity: 1 }] })
  const session = await checkOut(token)
  expect(await orderOf(session)).toMatchObject({ lines: [{ quantity: 1 }] })
})

test('what is no longer for sale, or can not be sent, stops the checkout', async () => {
  const gone = await goods(3)
  const token = await fillCart(gone)
  await db().product.update({ where: { id: gone.productId }, data: { status: 'draft' } })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject({ code: 'CART_CHANGED' })
  const heavy = await goods(3, { grams: 5_000 })
  const abroad = await fillCart(heavy)
  await setDestination({ token: abroad, countryCode: 'AU', rateId: null })
  await expect(startCheckout({ cartToken: abroad, origin })).rejects.toMatchObject({ code: 'UNSHIPPABLE' })
  expect(await shelfOf(heavy.stockItemId)).toEqual({ onHand: 3, reserved: 0 })
})

test('an amount below what Stripe can charge is refused kindly and holds no stock', async () => {
  const pin = await goods(3, { price: 10, sent: false })
  const token = await fillCart(pin)
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject({
    code: 'AMOUNT_TOO_SMALL',
    message: expect.stringContaining('Nothing was charged'),
  })
  expect(await shelfOf(pin.stockItemId)).toEqual({ onHand: 3, reserved: 0 })
})

test('a set and one of its parts in one cart draw on one item, and never on more than there is', async () => {
  const part = await goods(3)
  const set = await goods([part.stockItemId])
  const token = await fillCart({ variantId: part.variantId, quantity: 2 }, { variantId: set.variantId })
  await checkOut(token)
  expect(await shelfOf(part.stockItemId)).toEqual({ onHand: 3, reserved: 3 })
})

test('fifty buyers check out the last unit at once: one gets a payment page', async () => {
  const last = await goods(1)
  const tokens = await Promise.all(Array.from({ length: 50 }, () => fillCart(last)))
  const results = await Promise.allSettled(tokens.map((cartToken) => startCheckout({ cartToken, origin })))
  const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
  expect(lost).toHaveLength(49)
  expect(lost.every((code) => code === 'OUT_OF_STOCK' || code === 'CART_CHANGED')).toBe(true)
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 1, reserved: 1 })
})

test('carts with the same goods in opposite order, checked out and paid at once, all go through', async () => {
  const [tea, cup] = [await goods(100), await goods(100)]
  const tokens = await Promise.all(
    Array.from({ length: 16 }, (_, index) => (index % 2 ? fillCart(tea, cup) : fillCart(cup, tea))),
  )
  const sessions = await Promise.all(tokens.map((token) => checkOut(token)))
  await Promise.all(sessions.map((session) => control().pay({ session })))
  await settleDown()
  for (const item of [tea, cup]) expect(await shelfOf(item.stockItemId)).toEqual({ onHand: 84, reserved: 0 })
})
