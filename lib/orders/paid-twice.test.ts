import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { type Stripe, stripe } from '@/lib/stripe'
import { marksOf, orderNow, refundForm, refundsAtStripe, refundsOf, units } from '@/lib/testing/refunds'
import { shelfOf } from '@/lib/testing/shelf'
import { testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { idOf } from '@/lib/testing/stripe-books'
import { smallProduct } from '@/prisma/factories'
import { clearReview } from './clear-review'
import { getOrder } from './orders'
import { requestRefund } from './request-refund'

const { control, settleDown, paidOrder } = testShop()

let tea: Awaited<ReturnType<typeof smallProduct>>

beforeAll(async () => {
  tea = await smallProduct({ handle: 'tea', stock: 1000, price: 3350 })
})

/** An order of 40.00 of which a second session was paid too: Stripe had said that nobody could pay it any more. */
async function paidTwice() {
  const order = await paidOrder(tea)
  const attempt = await db().checkoutAttempt.findFirstOrThrow({ where: { orderId: order.id } })
  const key = randomUUID()
  const metadata = { order: String(order.id), attempt: key }
  const second = await stripe().checkout.sessions.create({
    ...(attempt.params as Stripe.Checkout.SessionCreateParams),
    metadata,
    payment_intent_data: { metadata },
  })
  await db().checkoutAttempt.create({
    data: {
      orderId: order.id,
      state: 'abandoned',
      idempotencyKey: key,
      params: {},
      sessionId: second.id,
      expiresAt: attempt.expiresAt,
      checkAt: attempt.checkAt,
    },
  })
  await control().pay({ session: second.id })
  await settleDown()
  const entries = await db().paymentEntry.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } })
  const [first = '', later = ''] = entries.map(({ stripeId }) => stripeId)
  return { ...(await orderNow(order)), first, later, session: order.session, laterSession: second.id }
}

type Order = Awaited<ReturnType<typeof paidTwice>>
const refund = async (order: Order, change: Parameters<typeof refundForm>[1]) =>
  requestRefund(owner, refundForm(await orderNow(order), change))
/** Payment and amount of each refund that Stripe made. */
const gaveBack = async (order: Order) =>
  (await refundsAtStripe(order)).map(({ payment_intent, amount }) => [idOf(payment_intent), amount])

test('the payment that came last goes back first, then the other, then nothing', async () => {
  const order = await paidTwice()
  expect(order).toMatchObject({ review: ['double_payment'], paymentStatus: 'paid', total: 4000 })
  expect(await marksOf(order, 'double_payment')).toBe(1)
  expect(await getOrder(order.id)).toMatchObject({
    refundable: { minor: 8000 },
    paymentsLeft: [{ left: { minor: 4000 } }, { left: { minor: 4000 } }],
  })
  await refund(order, { amount: 4000, reason: 'Paid twice.' })
  await settleDown()
  expect(await gaveBack(order)).toEqual([[order.later, 4000]])
  const { version } = await orderNow(order)
  await clearReview(owner, { orderId: order.id, version, note: 'The second one went back.' })
  await refund(order, { amount: 4000, lines: units(order, 1, true) })
  await settleDown()
  expect(await gaveBack(order)).toEqual([
    [order.first, 4000],
    [order.later, 4000],
  ])
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'refunded', review: [] })
  await expect(refund(order, { amount: 1 })).rejects.toMatchObject({ code: 'INVALID' })
})

test('a payment never gives back more than it holds: what does not fit goes to the other', async () => {
  const order = await paidTwice()
  for (const amount of [1000, 3500, 3000, 500]) {
    await refund(order, { amount })
    await settleDown()
  }
  expect((await gaveBack(order)).sort()).toEqual(
    [
      [order.first, 3500],
      [order.first, 500],
      [order.later, 1000],
      [order.later, 3000],
    ].sort(),
  )
  await expect(refund(order, { amount: 1 })).rejects.toMatchObject({ code: 'INVALID' })
})

test('what neither payment holds alone goes back from both, the goods once, and the same form does it once', async () => {
  const order = await paidTwice()
  const before = await shelfOf(tea.stockItemId)
  await refund(order, { amount: 500 })
  const form = refundForm(await orderNow(order), { amount: 7500, lines: units(order, 1, true) })
  const ids = await Promise.all([requestRefund(owner, form), requestRefund(owner, form)])
  expect(ids[0]).toBe(ids[1])
  await settleDown()
  expect((await gaveBack(order)).map(([, amount]) => amount).sort()).toEqual([3500, 4000, 500])
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'refunded' })
  expect((await shelfOf(tea.stockItemId)).onHand).toBe(before.onHand + 1)
  const requests = (await refundsOf(order)).filter(({ partOfId }) => partOfId === null)
  expect(requests).toHaveLength(2)
  const mails = await db().mail.findMany({ where: { orderId: order.id, kind: { startsWith: 'refund:' } } })
  expect(mails.map(({ kind }) => kind).sort()).toEqual(requests.map(({ id }) => `refund:${id}`).sort())
  expect(mails.map(({ subject }) => subject).join()).toContain('$75.00')
})

test('ten people giving back both payments at once: one of them does, whatever answers are lost', async () => {
  const order = await paidTwice()
  await control().failNext({ kind: 'lose_answer', method: 'POST', path: '/v1/refunds', times: 2 })
  const form = () => requestRefund(owner, refundForm(order, { amount: 8000 }))
  const results = await Promise.allSettled(Array.from({ length: 10 }, form))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await settleDown()
  expect(await gaveBack(order)).toEqual([
    [order.first, 4000],
    [order.later, 4000],
  ])
})

test('Stripe refuses one half: the other stands, and the admin is told', async () => {
  const order = await paidTwice()
  await control().dispute({ session: order.laterSession })
  await settleDown()
  await refund(order, { amount: 8000 })
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([
    { paymentIntentId: order.later, state: 'failed' },
    { paymentIntentId: order.first, state: 'succeeded' },
  ])
  expect(await marksOf(order, 'refund_failed')).toBe(1)
  expect(await getOrder(order.id)).toMatchObject({ refundable: { minor: 4000 } })
})

test('the dashboard gives back the first payment: the rest is the second’s', async () => {
  const order = await paidTwice()
  await control().refund({ session: order.session, amount: 4000 })
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ paymentIntentId: order.first }])
  await refund(order, { amount: 4000 })
  await settleDown()
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'refunded' })
})
