import { beforeAll, expect, test } from 'vitest'
import { db, prismaTransaction } from '@/lib/db'
import { endOrder } from '@/lib/orders/end-order'
import { holdLock, untilWaiting } from '@/lib/testing/locks'
import { shelfOf } from '@/lib/testing/shelf'
import { checkOut, fillCart, orderOf, testShop } from '@/lib/testing/shop'
import { smallProduct } from '@/prisma/factories'
import { reconcileAttempts } from './reconcile'
import { settle } from './settle'

/** What Stripe decided is what the shop books: ended, paid too late, paid otherwise, not paid, decided later. */

const { databaseUrl, control, settleDown } = testShop()

let bag: Awaited<ReturnType<typeof smallProduct>>
let count = 0
const goods = (stock: number) => smallProduct({ handle: `goods-${++count}`, stock })

beforeAll(async () => {
  bag = await goods(1000)
})

const loseWebhooks = () => control().webhookFault({ kind: 'lose', times: 100 })
const placed = { status: 'placed', paymentStatus: 'paid', review: [] }
const marksOf = (orderId: bigint) =>
  db().discrepancy.findMany({ where: { orderId }, orderBy: { id: 'asc' }, select: { kind: true } })

test('paid in the second of expiry: whatever Stripe decided is what the shop books', async () => {
  const last = await goods(1)
  const session = await checkOut(await fillCart(last))
  const results = await Promise.allSettled([
    control().expire({ session }),
    control().pay({ session }),
    settle(session),
    reconcileAttempts(),
  ])
  expect(results[2]?.status).toBe('fulfilled')
  await settleDown()
  expect(['placed', 'expired']).toContain((await orderOf(session)).status)
})

test('an expired session frees the stock, whoever says so and however often', async () => {
  const last = await goods(1)
  const session = await checkOut(await fillCart(last))
  await control().webhookFault({ kind: 'duplicate', type: 'checkout.session.expired', copies: 5 })
  await control().moveClock({ seconds: 36 * 60 })
  await settleDown()
  await settle(session)
  await control().moveClock({ seconds: -36 * 60 })
  expect(await orderOf(session)).toMatchObject({ status: 'expired', paymentStatus: 'unpaid' })
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 1, reserved: 0 })
})

test('stock is not given back by the local clock, only on Stripe’s word', async () => {
  const last = await goods(1)
  const session = await checkOut(await fillCart(last))
  await db().checkoutAttempt.updateMany({
    where: { sessionId: session },
    data: { expiresAt: new Date(0), checkAt: new Date(0) },
  })
  await reconcileAttempts()
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 1, reserved: 1 })
  await control().pay({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject(placed)
})

/** Ends an order here while its session at Stripe can still be paid: what a wrong word of Stripe's would do. */
async function endHere(session: string) {
  const { id } = await orderOf(session)
  await prismaTransaction(async (tx) => {
    await endOrder(tx, id, 'expired', 'The checkout ended without a payment.')
    await tx.checkoutAttempt.updateMany({ where: { orderId: id }, data: { state: 'expired' } })
  })
}

test('late money with the stock still there places the order as if nothing had been', async () => {
  const last = await goods(1)
  const session = await checkOut(await fillCart(last))
  await endHere(session)
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 1, reserved: 0 })
  await control().pay({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject(placed)
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 0, reserved: 0 })
})

test('late money with the stock gone keeps the order, oversells nothing, and marks it for a person', async () => {
  const last = await goods(1)
  const late = await checkOut(await fillCart(last))
  await endHere(late)
  const quick = await checkOut(await fillCart(last))
  await control().pay({ session: quick })
  await control().pay({ session: late })
  await settleDown()
  const order = await orderOf(late)
  expect(order).toMatchObject({
    status: 'placed',
    paymentStatus: 'paid',
    review: ['late_payment', 'oversold'],
  })
  expect(await marksOf(order.id)).toEqual([{ kind: 'oversold' }])
  expect(await orderOf(quick)).toMatchObject(placed)
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 0, reserved: 0 })
})

test('late money and a new checkout of the same cart, at once, do not wait for each other in a circle', async () => {
  const tea = await goods(5)
  const token = await fillCart(tea)
  const late = await checkOut(token)
  await endHere(late)
  await loseWebhooks()
  await control().pay({ session: late })
  const shelf = await holdLock(
    databaseUrl(),
    `SELECT 1 FROM stock_item WHERE id = ${tea.stockItemId} FOR UPDATE`,
  )
  const settled = settle(late)
  await untilWaiting(1)
  const again = checkOut(token)
  await untilWaiting(2)
  await shelf.release()
  expect(await settled).toMatchObject({ state: 'paid' })
  await expect(again, 'it waited for the cart, which is empty now').rejects.toMatchObject({
    code: 'CART_EMPTY',
  })
})

test.each([
  ['less', { amount_total: 100 }],
  ['more', { amount_total: 999_900 }],
  ['another currency', { currency: 'aud' }],
])('a session tampered to take %s: the order is kept, marked, and not sent', async (_, change) => {
  const session = await checkOut(await fillCart(bag))
  await control().tamper({ session, ...change })
  await control().pay({ session })
  await settleDown()
  const order = await orderOf(session)
  expect(order).toMatchObject({ status: 'placed', review: ['amount_mismatch'] })
  expect(await marksOf(order.id)).toEqual([{ kind: 'amount_mismatch' }])
})

test('a declined card leaves the page open; another card pays', async () => {
  const session = await checkOut(await fillCart(bag))
  expect(await control().pay({ session, card: '4000000000000002' })).toMatchObject({ outcome: 'declined' })
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'pending_payment', paymentStatus: 'unpaid' })
  await control().pay({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject(placed)
})

test.each([
  ['succeeds', placed],
  ['fails', { status: 'cancelled', paymentStatus: 'unpaid' }],
] as const)('a payment that the bank decides later holds the stock until it %s', async (outcome, end) => {
  const last = await goods(1)
  const session = await checkOut(await fillCart(last))
  await control().pay({ session, debit: 'waits' })
  await Promise.all([settle(session), settle(session)])
  await settleDown()
  const order = await orderOf(session)
  expect(order).toMatchObject({ status: 'pending_payment', paymentStatus: 'processing' })
  expect(await db().orderEvent.count({ where: { orderId: order.id, kind: 'processing' } })).toBe(1)
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 1, reserved: 1 })
  await control().settle({ session, outcome })
  await settleDown()
  expect(await orderOf(session)).toMatchObject(end)
  const onHand = outcome === 'succeeds' ? 0 : 1
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand, reserved: 0 })
})
