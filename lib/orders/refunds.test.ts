import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { recheckOrder } from '@/lib/checkout/recheck-order'
import { db, sql } from '@/lib/db'
import { orderNow, refundForm, refundsAtStripe, refundsOf, units } from '@/lib/testing/refunds'
import { shelfOf } from '@/lib/testing/shelf'
import { testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { hurry, work } from '@/lib/testing/work'
import { smallProduct } from '@/prisma/factories'
import { getOrder } from './orders'
import { refundRequest, requestRefund } from './request-refund'
import { resubmitRefunds } from './resubmit-refunds'
import { submitRefund } from './submit-refund'

const { control, settleDown, paidOrder } = testShop()

/** They come to 99.99, and 6.50 for delivery. */
let three: { variantId: bigint; quantity: number }
const invalid = { code: 'INVALID' }

beforeAll(async () => {
  const tea = await smallProduct({ handle: 'tea', stock: 1000, price: 3333 })
  three = { ...tea, quantity: 3 }
})

test('a refund of units goes back to the shopper, the goods to the shelf, and a mail says so', async () => {
  const few = await smallProduct({ handle: 'few', stock: 5, price: 3333 })
  const order = await paidOrder({ ...few, quantity: 3 })
  const id = await requestRefund(
    owner,
    refundForm(order, { lines: units(order, 2, true), reason: 'Broken.' }),
  )
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ id, state: 'succeeded', amount: 6666, actor: 'Ana' }])
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'partially_refunded' })
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
  const order = await paidOrder(three)
  for (let unit = 0; unit < 3; unit++) {
    await requestRefund(owner, refundForm(await orderNow(order), { lines: units(order, 1) }))
    await settleDown()
  }
  await requestRefund(owner, refundForm(await orderNow(order), { amount: 650 }))
  await settleDown()
  const view = await getOrder(order.id)
  expect(view).toMatchObject({ paymentStatus: 'refunded', refunded: view?.total, refundable: { minor: 0 } })
})

test('more than is left is refused: of the money, of a line, of another order’s line, of nothing', async () => {
  const [order, other] = [await paidOrder(three), await paidOrder(three)]
  for (const change of [
    { amount: order.total + 1 },
    { lines: units(order, 4) },
    { lines: [...units(order, 1), ...units(order, 1)] },
    { lines: units(other, 1) },
    {},
  ])
    await expect(requestRefund(owner, refundForm(order, change))).rejects.toMatchObject(invalid)
  await requestRefund(owner, refundForm(order, { amount: order.total }))
  await expect(requestRefund(owner, refundForm(await orderNow(order), { amount: 1 }))).rejects.toMatchObject(
    invalid,
  )
  await settleDown()
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'refunded' })
})

test('a refund made from an old page is refused; the same form twice is one refund', async () => {
  const order = await paidOrder(three)
  const form = refundForm(order, { amount: 100 })
  const ids = await Promise.all([requestRefund(owner, form), requestRefund(owner, form)])
  expect(new Set(ids).size).toBe(1)
  expect(await requestRefund(owner, form)).toBe(ids[0])
  await expect(requestRefund(owner, refundForm(order, { amount: 100 }))).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  await settleDown()
  expect(await refundsAtStripe(order)).toHaveLength(1)
})

test('ten people refunding the whole at once: one of them does', async () => {
  const order = await paidOrder(three)
  const forms = Array.from({ length: 10 }, () => refundForm(order, { amount: order.total }))
  const results = await Promise.allSettled(forms.map((form) => requestRefund(owner, form)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await settleDown()
  expect(await refundsAtStripe(order)).toMatchObject([{ amount: order.total }])
})

test('the admin’s page and the worker submitting one refund at once send it once', async () => {
  const order = await paidOrder(three)
  const id = await requestRefund(owner, refundForm(order, { amount: 100 }))
  await Promise.all([submitRefund(id), submitRefund(id), work()])
  expect(await refundsAtStripe(order)).toHaveLength(1)
})

test('Stripe’s answer to a refund is lost: the job asks again and money goes back once', async () => {
  const order = await paidOrder(three)
  await control().webhookFault({ kind: 'lose', times: 10 })
  await control().failNext({ kind: 'lose_answer', method: 'POST', path: '/v1/refunds', times: 3 })
  await requestRefund(owner, refundForm(order, { amount: 100 }))
  await work()
  expect(await refundsOf(order)).toMatchObject([{ state: 'submitted' }])
  await hurry()
  await work()
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }])
  expect(await refundsAtStripe(order)).toHaveLength(1)
})

test('the answer is lost and the next try comes after Stripe forgot the key: still once', async () => {
  const order = await paidOrder(three)
  await control().webhookFault({ kind: 'lose', times: 10 })
  await control().failNext({ kind: 'lose_answer', method: 'POST', path: '/v1/refunds', times: 3 })
  const id = await requestRefund(owner, refundForm(order, { amount: 100 }))
  await work()
  await control().moveClock({ seconds: 25 * 3600 })
  await submitRefund(id)
  await control().moveClock({ seconds: -25 * 3600 })
  expect(await refundsAtStripe(order)).toHaveLength(1)
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }])
})

test('Stripe is down when a refund is asked for: it waits, counts against the cap, and goes later', async () => {
  const order = await paidOrder(three)
  await control().failNext({ kind: 'rate_limit', method: 'POST', path: '/v1/refunds' })
  await requestRefund(owner, refundForm(order, { amount: order.total }))
  await work()
  await expect(requestRefund(owner, refundForm(await orderNow(order), { amount: 1 }))).rejects.toMatchObject(
    invalid,
  )
  await hurry()
  await settleDown()
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'refunded' })
})

/** The job tries for days before it gives up. */
const useUpTries = () => sql().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts`

test('a refund whose job gave up goes out when the order is checked again at Stripe', async () => {
  const order = await paidOrder(three)
  await control().failNext({ kind: 'rate_limit', method: 'POST', path: '/v1/refunds', times: 2 })
  await requestRefund(owner, refundForm(order, { amount: 100 }))
  await work()
  await useUpTries()
  await expect(recheckOrder(owner, order.id)).rejects.toThrow(/Too many/)
  expect(await refundsOf(order)).toMatchObject([{ state: 'submitted' }])
  await recheckOrder(owner, order.id)
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }])
  expect(await refundsAtStripe(order)).toHaveLength(1)
})

test('checked again after the answer was lost: what Stripe has done already is not done twice', async () => {
  const order = await paidOrder(three)
  await control().webhookFault({ kind: 'lose', times: 10 })
  await control().failNext({ kind: 'lose_answer', method: 'POST', path: '/v1/refunds', times: 3 })
  await requestRefund(owner, refundForm(order, { amount: 100 }))
  await work()
  await useUpTries()
  await Promise.all([recheckOrder(owner, order.id), recheckOrder(owner, order.id)])
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }])
  expect(await refundsAtStripe(order)).toHaveLength(1)
})

test('a refund whose job gave up is taken up again by the reconciler; one that waits, waits on', async () => {
  const [stuck, waiting] = [await paidOrder(three), await paidOrder(three)]
  await control().failNext({ kind: 'lose_answer', method: 'POST', path: '/v1/refunds', times: 3 })
  await control().webhookFault({ kind: 'lose', times: 10 })
  await requestRefund(owner, refundForm(stuck, { amount: 100 }))
  await work()
  await useUpTries()
  await control().failNext({ kind: 'rate_limit', method: 'POST', path: '/v1/refunds' })
  await requestRefund(owner, refundForm(waiting, { amount: 100 }))
  await work()
  await resubmitRefunds()
  await work()
  expect(await refundsOf(stuck)).toMatchObject([{ state: 'succeeded' }])
  expect(await refundsAtStripe(stuck)).toHaveLength(1)
  expect(await refundsOf(waiting)).toMatchObject([{ state: 'submitted' }])
  await hurry()
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
