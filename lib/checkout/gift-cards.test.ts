import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addLines } from '@/lib/cart/add-lines'
import { applyGiftCards } from '@/lib/cart/apply-gift-cards'
import { loadCart } from '@/lib/cart/load-cart'
import { db, prismaTransaction, sql } from '@/lib/db'
import { adjustGiftCard } from '@/lib/gift-cards/adjust-gift-card'
import { setGiftCardDisabled } from '@/lib/gift-cards/set-gift-card-disabled'
import { endOrder } from '@/lib/orders/end-order'
import { countStatements } from '@/lib/testing/count-statements'
import { cardNow, cartWith, paymentsOf } from '@/lib/testing/gift-cards'
import { marksOf } from '@/lib/testing/refunds'
import { checkOut, fillCart, orderOf, origin, shownOf, testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { smallGiftCard, smallProduct } from '@/prisma/factories'
import { freeOrderForm, placeFreeOrder } from './place-free-order'
import { settle } from './settle'
import { startCheckout } from './start-checkout'

const { control, settleDown, standIn } = testShop()

let bag: { variantId: bigint }

beforeAll(async () => {
  bag = await smallProduct({ handle: 'bag', stock: 1000, price: 4900 })
})

type Card = Awaited<ReturnType<typeof smallGiftCard>>
const card = (amount: number, expiresAt?: Date) => smallGiftCard({ amount, ...(expiresAt && { expiresAt }) })
const disable = async ({ id }: { id: bigint }) =>
  setGiftCardDisabled(owner, { giftCardId: id, version: (await cardNow({ id })).version, disabled: true })

const sessionAtStripe = async (id: string) => {
  const response = await fetch(`${standIn().url}/v1/checkout/sessions/${id}`, {
    headers: { authorization: 'Bearer sk_test_stand_in' },
  })
  return response.json()
}
async function paidWith(...cards: Card[]) {
  const session = await checkOut(await cartWith(bag, ...cards))
  await control().pay({ session })
  await settleDown()
  return orderOf(session)
}
const shopper = freeOrderForm.parse({
  email: 'aroha@example.com',
  name: 'Aroha',
  line1: '1 Beach Road',
  city: 'Tauranga',
  postcode: '3110',
})
test('Stripe charges what the cards leave, to the cent; paid, both stand in the ledger and come to the total', async () => {
  const [one, two] = [await card(2000), await card(1234)]
  const token = await cartWith(bag, one, two)
  const session = await checkOut(token)
  expect(await sessionAtStripe(session)).toMatchObject({ amount_total: 5550 - 3234 })
  expect(await cardNow(one)).toMatchObject({ balance: 2000, reserved: 2000 })
  await addLines({ token, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  await control().pay({ session })
  await settleDown()
  const order = await orderOf(session)
  expect(order).toMatchObject({ status: 'placed', total: 5550, giftCardAmount: 3234, review: [] })
  expect(await paymentsOf(order)).toEqual([
    ['captured', 2316],
    ['gift_card', 2000],
    ['gift_card', 1234],
  ])
  expect(await cardNow(two)).toMatchObject({ balance: 0, reserved: 0 })
  const left = await loadCart(sql(), token)
  expect(left?.lines, 'added while paying').toHaveLength(1)
  expect(left?.giftCards).toEqual([])
  const { text } = await db().mail.findFirstOrThrow({
    where: { orderId: order.id, kind: 'order_confirmation' },
  })
  expect(text).toContain(`Paid by gift card ••••${one.lastCharacters} (used up): $20.00`)
})

test.each([
  ['all of the goods and a part of delivery', 5300, 250],
  ['all but less than Stripe charges', 5540, 50],
  ['all but the least that Stripe charges', 5500, 50],
])('a card that covers %s leaves a sum that can be charged', async (_, amount, charged) => {
  const session = await checkOut(await cartWith(bag, await card(amount)))
  expect(await sessionAtStripe(session)).toMatchObject({ amount_total: charged })
  await control().pay({ session })
})

test('cards that cover everything need no payment page', async () => {
  const one = await card(10_000)
  const token = await cartWith(bag, one)
  expect(await startCheckout({ cartToken: token, origin })).toEqual({ url: '/checkout' })
  const orderToken = await placeFreeOrder(token, shopper)
  await settleDown()
  const order = await db().order.findUniqueOrThrow({ where: { token: orderToken } })
  expect(order).toMatchObject({ status: 'placed', paymentStatus: 'paid', giftCardAmount: 5550 })
  expect(await paymentsOf(order)).toEqual([
    ['captured', 0],
    ['gift_card', 5550],
  ])
  expect(await cardNow(one)).toMatchObject({ balance: 4450, reserved: 0 })
})

test('a checkout with cards takes at most twelve statements', async () => {
  const token = await cartWith(bag, await card(1000), await card(1000))
  const { statements } = await countStatements(() =>
    startCheckout({ cartToken: token, origin, visitor: '203.0.113.7' }),
  )
  expect(statements.length, statements.join('\n---\n')).toBeLessThanOrEqual(12)
})

test('the same cart continues its checkout; a card taken off or put on starts another', async () => {
  const [one, two] = [await card(1000), await card(1000)]
  const token = await cartWith(bag, one)
  const first = await checkOut(token)
  expect(await checkOut(token)).toBe(first)
  await applyGiftCards({ token, codes: [two.code] })
  const second = await checkOut(token)
  expect(second).not.toBe(first)
  expect(await cardNow(one)).toMatchObject({ reserved: 1000 })
  await applyGiftCards({ token, codes: [], replace: true })
  expect(await sessionAtStripe(await checkOut(token))).toMatchObject({ amount_total: 5550 })
  expect(await cardNow(one)).toMatchObject({ balance: 1000, reserved: 0 })
})

test('a card used up, disabled or over between cart and pay stops the checkout until it is taken off', async () => {
  const used = await card(1000)
  const disabled = await card(1000)
  const over = await card(1000)
  const carts = [await cartWith(bag, used), await cartWith(bag, disabled), await cartWith(bag, over)]
  await paidWith(used)
  await disable(disabled)
  await db().giftCard.update({ where: { id: over.id }, data: { expiresAt: new Date() } })
  for (const cartToken of carts) {
    await expect(startCheckout({ cartToken, origin })).rejects.toMatchObject({ code: 'CART_CHANGED' })
    await applyGiftCards({ token: cartToken, codes: [], replace: true })
    expect(await sessionAtStripe(await checkOut(cartToken))).toMatchObject({ amount_total: 5550 })
  }
})

test('nobody pays more than they saw: a card spent in part elsewhere since then stops the checkout', async () => {
  const one = await card(3000)
  const token = await cartWith(bag, one)
  const shown = await shownOf(token)
  const seen = { seen: 3000, balance: 1000, reason: 'used over the counter', requestKey: randomUUID() }
  await adjustGiftCard(owner, { giftCardId: one.id, version: 1, ...seen })
  await expect(startCheckout({ cartToken: token, origin, shown })).rejects.toMatchObject({
    code: 'CART_CHANGED',
  })
  const { url } = await startCheckout({ cartToken: token, origin, shown: await shownOf(token) })
  expect(url).toContain('/pay/')
})

test('fifty carts race for one card: one gets it, the others are told, and it never promises more than it holds', async () => {
  const one = await card(10_000)
  const carts = await Promise.all(Array.from({ length: 50 }, () => fillCart({ ...bag, quantity: 2 })))
  for (const token of carts) await applyGiftCards({ token, codes: [one.code] })
  const starts = await Promise.allSettled(carts.map((cartToken) => startCheckout({ cartToken, origin })))
  const lost = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason.code] : []))
  expect(lost).toEqual(Array.from({ length: 49 }, () => 'CART_CHANGED'))
  expect(await cardNow(one)).toMatchObject({ balance: 10_000, reserved: 10_000 })
})

test('a session that ends gives the money back; twenty settles at once spend a card once', async () => {
  const one = await card(2000)
  const [ended, paid] = [
    await checkOut(await cartWith(bag, one)),
    await checkOut(await cartWith(bag, await card(500))),
  ]
  await control().expire({ session: ended })
  await settleDown()
  expect(await cardNow(one)).toMatchObject({ balance: 2000, reserved: 0 })
  await control().webhookFault({ kind: 'lose', times: 100 })
  await control().pay({ session: paid })
  await Promise.all(Array.from({ length: 20 }, () => settle(paid)))
  const order = await orderOf(paid)
  expect(await paymentsOf(order)).toEqual([
    ['captured', 5050],
    ['gift_card', 500],
  ])
})

test('a card disabled while its order is being paid still pays, since the shopper agreed to the rest', async () => {
  const one = await card(2000)
  const session = await checkOut(await cartWith(bag, one))
  await disable(one)
  await control().pay({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'placed', review: [] })
  expect(await cardNow(one)).toMatchObject({ balance: 0, reserved: 0 })
})

/** The order's end is booked here while its page can still be paid, as after a session that expires at that moment. */
async function endHere(session: string) {
  const { id } = await orderOf(session)
  await prismaTransaction(async (tx) => {
    await tx.checkoutAttempt.updateMany({ where: { sessionId: session }, data: { state: 'expired' } })
    await endOrder(tx, id, 'expired', 'The checkout ended without a payment.')
  })
}

test('money that comes after the order has ended takes the card again if it still can', async () => {
  const one = await card(2000)
  const session = await checkOut(await cartWith(bag, one))
  await endHere(session)
  expect(await cardNow(one)).toMatchObject({ reserved: 0 })
  await control().pay({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'placed', review: [] })
  expect(await cardNow(one)).toMatchObject({ balance: 0, reserved: 0 })
})

test('if the card was used up meanwhile, the order is kept for a person to look at', async () => {
  const one = await card(2000)
  const session = await checkOut(await cartWith(bag, one))
  await endHere(session)
  const seen = { seen: 2000, balance: 100, reason: 'used over the counter' }
  const { version } = await cardNow(one)
  await adjustGiftCard(owner, { giftCardId: one.id, version, requestKey: randomUUID(), ...seen })
  await control().pay({ session })
  await settleDown()
  const order = await orderOf(session)
  expect(order).toMatchObject({ status: 'placed', review: ['late_payment', 'gift_card_short'] })
  expect(await marksOf(order, 'gift_card_short')).toBe(1)
  expect(await paymentsOf(order)).toEqual([['captured', 3550]])
  expect(await cardNow(one)).toMatchObject({ balance: 100, reserved: 0 })
})
