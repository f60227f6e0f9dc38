import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { recheckOrder } from '@/lib/checkout/recheck-order'
import { sweep } from '@/lib/checkout/sweep'
import { db } from '@/lib/db'
import { stripe } from '@/lib/stripe'
import { checkInvariants } from '@/lib/testing/invariants'
import { shelfOf } from '@/lib/testing/shelf'
import { checkOut, fillCart, orderOf, testShop } from '@/lib/testing/shop'
import { smallProduct } from '@/lib/testing/small-shop'
import { owner } from '@/lib/testing/staff'
import { hurry, work } from '@/lib/testing/work'
import { adoptRefund } from './adopt-refund'
import { getOrder } from './orders'
import { refundRequest, requestRefund } from './request-refund'
import { submitRefund } from './submit-refund'
import { syncDispute } from './sync-dispute'

const { standIn, control, settleDown } = testShop()

type Goods = Awaited<ReturnType<typeof smallProduct>>
let tea: Goods
let count = 0

beforeAll(async () => {
  tea = await smallProduct({ handle: 'tea', stock: 1000, price: 3333 })
})

afterEach(async () => {
  await control().clearFaults()
  await settleDown()
  await checkInvariants({ standIn: standIn() })
})

/** A paid order of three: 99.99 and 6.50 for delivery. */
async function paidOrder(options: { goods?: Goods; card?: string; debit?: 'waits' } = {}) {
  const { goods = tea, ...how } = options
  const session = await checkOut(await fillCart({ variantId: goods.variantId, quantity: 3 }))
  await control().pay({ session, ...how })
  if (how.debit) await control().settle({ session, outcome: 'succeeds' })
  await settleDown()
  return { ...(await orderOf(session)), session }
}

type Order = Awaited<ReturnType<typeof paidOrder>>
const request = (order: Order, change: Partial<Parameters<typeof requestRefund>[1]> = {}) => ({
  orderId: order.id,
  version: order.version,
  lines: [],
  reason: '',
  requestKey: randomUUID(),
  ...change,
})
const units = (order: Order, quantity: number, restock = false) => [
  { lineId: order.lines[0]?.id ?? 0n, quantity, restock },
]
const now = async (order: Order): Promise<Order> => ({
  ...(await db().order.findUniqueOrThrow({ where: { id: order.id }, include: { lines: true } })),
  session: order.session,
})
const refundsOf = (order: Order) =>
  db().refund.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } })
const marksOf = (order: Order, kind: string) => db().discrepancy.count({ where: { orderId: order.id, kind } })
const atStripe = async (order: Order) => {
  const capture = await db().paymentEntry.findFirstOrThrow({ where: { orderId: order.id, kind: 'captured' } })
  const { data } = await stripe().refunds.list({ payment_intent: capture.stripeId })
  return data
}
const invalid = { code: 'INVALID' }

test('a refund of units goes back to the shopper, the goods to the shelf, and a mail says so', async () => {
  const few = await smallProduct({ handle: `few-${++count}`, stock: 5, price: 3333 })
  const order = await paidOrder({ goods: few })
  const id = await requestRefund(owner, request(order, { lines: units(order, 2, true), reason: 'Broken.' }))
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ id, state: 'succeeded', amount: 6666, actor: 'Ana' }])
  expect(await now(order)).toMatchObject({ paymentStatus: 'partially_refunded' })
  expect(await shelfOf(few.stockItemId)).toEqual({ onHand: 4, reserved: 0 })
  expect(await db().mail.findFirst({ where: { orderId: order.id, kind: `refund:${id}` } })).toMatchObject({
    state: 'sent',
    subject: expect.stringContaining('$66.66'),
  })
  expect(
    await db().auditLog.findFirst({ where: { action: 'order.refund', subjectId: String(order.id) } }),
  ).toMatchObject({ actor: 'Ana', after: { amount: 6666, reason: 'Broken.' } })
})

test('unit by unit and delivery by hand give back exactly what was paid', async () => {
  const order = await paidOrder()
  for (let unit = 0; unit < 3; unit++) {
    await requestRefund(owner, request(await now(order), { lines: units(order, 1) }))
    await settleDown()
  }
  await requestRefund(owner, request(await now(order), { amount: 650 }))
  await settleDown()
  const view = await getOrder(order.id)
  expect(view).toMatchObject({ paymentStatus: 'refunded', refunded: view?.total, refundable: { minor: 0 } })
})

test('more than is left is refused: of the money, of a line, of another order’s line, of nothing', async () => {
  const [order, other] = [await paidOrder(), await paidOrder()]
  for (const change of [
    { amount: order.total + 1 },
    { lines: units(order, 4) },
    { lines: [...units(order, 1), ...units(order, 1)] },
    { lines: units(other, 1) },
    {},
  ])
    await expect(requestRefund(owner, request(order, change))).rejects.toMatchObject(invalid)
  await requestRefund(owner, request(order, { amount: order.total }))
  await expect(requestRefund(owner, request(await now(order), { amount: 1 }))).rejects.toMatchObject(invalid)
  await settleDown()
  expect(await now(order)).toMatchObject({ paymentStatus: 'refunded' })
})

test('a refund made from an old page is refused; the same form twice is one refund', async () => {
  const order = await paidOrder()
  const form = request(order, { amount: 100 })
  const ids = await Promise.all([requestRefund(owner, form), requestRefund(owner, form)])
  expect(new Set(ids).size).toBe(1)
  expect(await requestRefund(owner, form)).toBe(ids[0])
  await expect(requestRefund(owner, request(order, { amount: 100 }))).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  await settleDown()
  expect(await atStripe(order)).toHaveLength(1)
})

test('ten people refunding the whole at once: one of them does', async () => {
  const order = await paidOrder()
  const forms = Array.from({ length: 10 }, () => request(order, { amount: order.total }))
  const results = await Promise.allSettled(forms.map((form) => requestRefund(owner, form)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await settleDown()
  expect(await atStripe(order)).toMatchObject([{ amount: order.total }])
})

test('the admin’s page and the worker submitting one refund at once send it once', async () => {
  const order = await paidOrder()
  const id = await requestRefund(owner, request(order, { amount: 100 }))
  await Promise.all([submitRefund(id), submitRefund(id), work()])
  expect(await atStripe(order)).toHaveLength(1)
})

test('Stripe’s answer to a refund is lost: the job asks again and money goes back once', async () => {
  const order = await paidOrder()
  await control().webhookFault({ kind: 'lose', times: 10 })
  await control().failNext({ kind: 'lose_answer', method: 'POST', path: '/v1/refunds', times: 3 })
  await requestRefund(owner, request(order, { amount: 100 }))
  await work()
  expect(await refundsOf(order)).toMatchObject([{ state: 'submitted' }])
  await hurry()
  await work()
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }])
  expect(await atStripe(order)).toHaveLength(1)
})

test('the answer is lost and the next try comes after Stripe forgot the key: still once', async () => {
  const order = await paidOrder()
  await control().webhookFault({ kind: 'lose', times: 10 })
  await control().failNext({ kind: 'lose_answer', method: 'POST', path: '/v1/refunds', times: 3 })
  const id = await requestRefund(owner, request(order, { amount: 100 }))
  await work()
  await control().moveClock({ seconds: 25 * 3600 })
  await submitRefund(id)
  await control().moveClock({ seconds: -25 * 3600 })
  expect(await atStripe(order)).toHaveLength(1)
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }])
})

test('Stripe is down when a refund is asked for: it waits, counts against the cap, and goes later', async () => {
  const order = await paidOrder()
  await control().failNext({ kind: 'rate_limit', method: 'POST', path: '/v1/refunds' })
  await requestRefund(owner, request(order, { amount: order.total }))
  await work()
  await expect(requestRefund(owner, request(await now(order), { amount: 1 }))).rejects.toMatchObject(invalid)
  await hurry()
  await settleDown()
  expect(await now(order)).toMatchObject({ paymentStatus: 'refunded' })
})

test('a refund made in Stripe’s dashboard is adopted, and one of ours for the same money is refused', async () => {
  const order = await paidOrder()
  await control().refund({ session: order.session, amount: order.total })
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ actor: 'Stripe dashboard', amount: order.total }])
  expect(await now(order)).toMatchObject({ paymentStatus: 'refunded' })
  const again = request(await now(order), { amount: 1 })
  await expect(requestRefund(owner, again)).rejects.toMatchObject(invalid)
})

test('asked for here while the dashboard gives it back: Stripe refuses ours, the books stay right', async () => {
  const order = await paidOrder()
  await requestRefund(owner, request(order, { amount: order.total }))
  await control().refund({ session: order.session, amount: order.total })
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([
    { actor: 'Ana', state: 'failed', error: expect.stringContaining('already been refunded') },
    { actor: 'Stripe dashboard', state: 'succeeded' },
  ])
  expect(await marksOf(order, 'refund_failed')).toBe(1)
})

test('a dashboard refund whose events were never made is found by the sweep and by checking again', async () => {
  const [one, two] = [await paidOrder(), await paidOrder()]
  await control().webhookFault({ kind: 'never_make', times: 20 })
  await control().refund({ session: one.session, amount: 50 })
  await control().refund({ session: two.session, amount: 50 })
  await recheckOrder(owner, one.id)
  expect(await now(one)).toMatchObject({ paymentStatus: 'partially_refunded' })
  await sweep()
  expect(await now(two)).toMatchObject({ paymentStatus: 'partially_refunded' })
})

test('a refund that bounces at the bank is booked back, told to the admin, and can be made again', async () => {
  const order = await paidOrder()
  await requestRefund(owner, request(order, { amount: order.total }))
  await settleDown()
  const [refund] = await atStripe(order)
  await control().settleRefund({ refund: refund?.id ?? '', outcome: 'fails' })
  await settleDown()
  expect(await now(order)).toMatchObject({ paymentStatus: 'paid' })
  expect(await marksOf(order, 'refund_failed')).toBe(1)
  await requestRefund(owner, request(await now(order), { amount: order.total }))
  await settleDown()
  expect(await now(order)).toMatchObject({ paymentStatus: 'refunded' })
})

test('a refund that takes the bank weeks, its event lost: the sweep asks about it by name', async () => {
  const order = await paidOrder({ card: '4000000000007726' })
  await requestRefund(owner, request(order, { amount: 100 }))
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ state: 'pending' }])
  const [refund] = await atStripe(order)
  await control().webhookFault({ kind: 'never_make', times: 20 })
  await control().settleRefund({ refund: refund?.id ?? '', outcome: 'succeeds' })
  await sweep(0)
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }])
})

test('an old reading of a refund, booked after a newer one, takes nothing back', async () => {
  const order = await paidOrder({ card: '4000000000007726' })
  await control().webhookFault({ kind: 'lose', times: 20 })
  await requestRefund(owner, request(order, { amount: 100 }))
  await settleDown()
  const [pending] = await atStripe(order)
  if (!pending) throw new Error('there is no refund')
  await control().settleRefund({ refund: pending.id, outcome: 'succeeds' })
  const [succeeded] = await atStripe(order)
  if (!succeeded) throw new Error('there is no refund')
  await adoptRefund(succeeded)
  await adoptRefund(pending)
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }])
  await control().settleRefund({ refund: pending.id, outcome: 'fails' })
  const [failed] = await atStripe(order)
  if (!failed) throw new Error('there is no refund')
  await adoptRefund(failed)
  await adoptRefund(succeeded)
  await adoptRefund(failed)
  expect(await refundsOf(order)).toMatchObject([{ state: 'failed' }])
  expect(await now(order)).toMatchObject({ paymentStatus: 'paid' })
  expect(await db().orderEvent.count({ where: { orderId: order.id, kind: 'refund_failed' } })).toBe(1)
})

test('a dispute blocks the order; won, it is free again; the books follow', async () => {
  const order = await paidOrder()
  const { id } = await control().dispute({ session: order.session })
  await settleDown()
  expect(await now(order)).toMatchObject({ disputed: true, review: ['disputed'], paymentStatus: 'paid' })
  expect(await marksOf(order, 'disputed')).toBe(1)
  await control().closeDispute({ dispute: id, status: 'won' })
  await settleDown()
  expect(await now(order)).toMatchObject({ disputed: false, review: [] })
})

test('a dispute that was lost is over, and stays marked for a person', async () => {
  const order = await paidOrder()
  const { id } = await control().dispute({ session: order.session })
  await control().closeDispute({ dispute: id, status: 'lost' })
  await settleDown()
  expect(await now(order)).toMatchObject({ disputed: false, review: ['disputed'] })
})

test('a dispute of which no event came is found by the sweep, its end too, and telling it again is nothing', async () => {
  const order = await paidOrder()
  await control().webhookFault({ kind: 'never_make', times: 20 })
  const { id } = await control().dispute({ session: order.session })
  await sweep()
  expect(await now(order)).toMatchObject({ disputed: true })
  await control().closeDispute({ dispute: id, status: 'won' })
  await sweep(0)
  const settled = await now(order)
  expect(settled).toMatchObject({ disputed: false })
  await sweep()
  expect((await now(order)).version).toBe(settled.version)
})

test('an inquiry that the bank closed is a dispute that took nothing', async () => {
  const order = await paidOrder()
  await control().webhookFault({ kind: 'lose', times: 20 })
  const dispute = await control().dispute({ session: order.session })
  await syncDispute({ ...dispute, status: 'warning_needs_response' })
  expect(await now(order)).toMatchObject({ disputed: true })
  await syncDispute({ ...dispute, status: 'warning_closed' })
  expect(await now(order)).toMatchObject({ disputed: false, review: [] })
})

test('a refund while the payment is disputed is refused by Stripe and said so', async () => {
  const order = await paidOrder()
  await control().dispute({ session: order.session })
  await settleDown()
  await requestRefund(owner, request(await now(order), { amount: 100 }))
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([
    { state: 'failed', error: expect.stringContaining('charged back') },
  ])
  expect(await marksOf(order, 'refund_failed')).toBe(1)
})

test('money of a payment that is not ours is left alone', async () => {
  const order = await paidOrder()
  const { data } = await stripe().refunds.list({ limit: 1 })
  const before = await db().refund.count()
  const [any] = data
  if (!any) throw new Error('there is no refund')
  await adoptRefund({ ...any, id: 're_foreign', payment_intent: 'pi_foreign' })
  await adoptRefund({ ...any, id: 're_foreign', payment_intent: null })
  expect(await db().refund.count()).toBe(before)
  expect(await now(order)).toMatchObject({ paymentStatus: 'paid' })
})

test('a form is refused for amounts and quantities that are none', () => {
  const form = { orderId: '1', version: '1', lines: [], amount: 100, requestKey: randomUUID() }
  expect(refundRequest.safeParse(form).success).toBe(true)
  for (const bad of [
    { amount: 0 },
    { amount: -1 },
    { amount: 1.5 },
    { amount: Number.NaN },
    { amount: 1e12 },
    { lines: [{ lineId: '1', quantity: '0', restock: false }] },
    { lines: [{ lineId: 'x', quantity: '1', restock: false }] },
    { orderId: '0' },
    { requestKey: '' },
  ])
    expect(refundRequest.safeParse({ ...form, ...bad }).success, JSON.stringify(bad)).toBe(false)
})
