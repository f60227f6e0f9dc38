import { beforeAll, expect, test } from 'vitest'
import { recheckOrder } from '@/lib/checkout/recheck-order'
import { sweep } from '@/lib/checkout/sweep'
import { db, sql } from '@/lib/db'
import { stripe } from '@/lib/stripe'
import { marksOf, orderNow, refundForm, refundsAtStripe, refundsOf } from '@/lib/testing/refunds'
import { testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { smallProduct } from '@/prisma/factories'
import { adoptRefund } from './adopt-refund'
import { requestRefund } from './request-refund'

const { control, settleDown, paidOrder } = testShop()

const refundMails = async (order: { id: bigint }) => {
  const mails = await db().mail.findMany({ where: { orderId: order.id, kind: { startsWith: 'refund' } } })
  return mails.map(({ kind }) => kind.replace(/:.*/, '')).sort()
}

async function atStripe(order: Parameters<typeof refundsAtStripe>[0]) {
  const [refund] = await refundsAtStripe(order)
  if (!refund) throw new Error('there is no refund')
  return refund
}

/** The bank has decided; @returns what Stripe says of the refund then */
async function settled(order: Parameters<typeof refundsAtStripe>[0], outcome: 'succeeds' | 'fails') {
  await control().settleRefund({ refund: (await atStripe(order)).id, outcome })
  return atStripe(order)
}

/** They come to 99.99, and 6.50 for delivery. */
let three: { variantId: bigint; quantity: number }

beforeAll(async () => {
  const tea = await smallProduct({ handle: 'tea', stock: 1000, price: 3333 })
  three = { ...tea, quantity: 3 }
})

test('a refund made in Stripe’s dashboard is adopted, and one of ours for the same money is refused', async () => {
  const order = await paidOrder(three)
  await control().refund({ session: order.session, amount: order.total })
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ actor: 'Stripe dashboard', amount: order.total }])
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'refunded' })
  const again = refundForm(await orderNow(order), { amount: 1 })
  await expect(requestRefund(owner, again)).rejects.toMatchObject({ code: 'INVALID' })
})

test('asked for here while the dashboard gives it back: Stripe refuses ours, the books stay right', async () => {
  const order = await paidOrder(three)
  await requestRefund(owner, refundForm(order, { amount: order.total }))
  await control().refund({ session: order.session, amount: order.total })
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([
    { actor: 'Ana', state: 'failed', error: expect.stringContaining('already been refunded') },
    { actor: 'Stripe dashboard', state: 'succeeded' },
  ])
  expect(await marksOf(order, 'refund_failed')).toBe(1)
})

test('a dashboard refund whose events were never made is found by the sweep and by checking again', async () => {
  const [one, two] = [await paidOrder(three), await paidOrder(three)]
  await control().webhookFault({ kind: 'never_make', times: 20 })
  await control().refund({ session: one.session, amount: 50 })
  await control().refund({ session: two.session, amount: 50 })
  await recheckOrder(owner, one.id)
  expect(await orderNow(one)).toMatchObject({ paymentStatus: 'partially_refunded' })
  await sweep()
  expect(await orderNow(two)).toMatchObject({ paymentStatus: 'partially_refunded' })
})

test('a refund that bounces at the bank is booked back, told to the admin, and can be made again', async () => {
  const order = await paidOrder(three)
  await requestRefund(owner, refundForm(order, { amount: order.total }))
  await settleDown()
  const [refund] = await refundsAtStripe(order)
  await control().settleRefund({ refund: refund?.id ?? '', outcome: 'fails' })
  await settleDown()
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'paid' })
  expect(await marksOf(order, 'refund_failed')).toBe(1)
  await requestRefund(owner, refundForm(await orderNow(order), { amount: order.total }))
  await settleDown()
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'refunded' })
})

test('a refund that takes the bank weeks, its event lost: the sweep asks about it by name', async () => {
  const order = await paidOrder(three, { card: '4000000000007726' })
  await requestRefund(owner, refundForm(order, { amount: 100 }))
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ state: 'pending' }])
  await control().webhookFault({ kind: 'never_make', times: 20 })
  await settled(order, 'succeeds')
  await sweep(0)
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }])
})

test('an old reading of a refund, booked after a newer one, takes nothing back', async () => {
  const order = await paidOrder(three, { card: '4000000000007726' })
  await control().webhookFault({ kind: 'lose', times: 20 })
  await requestRefund(owner, refundForm(order, { amount: 100 }))
  await settleDown()
  const pending = await atStripe(order)
  const succeeded = await settled(order, 'succeeds')
  await adoptRefund(succeeded)
  await adoptRefund(pending)
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }])
  const failed = await settled(order, 'fails')
  await Promise.all([adoptRefund(failed), adoptRefund(failed)])
  await adoptRefund(succeeded)
  await adoptRefund(failed)
  expect(await refundsOf(order)).toMatchObject([{ state: 'failed' }])
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'paid' })
  expect(await db().orderEvent.count({ where: { orderId: order.id, kind: 'refund_failed' } })).toBe(1)
  expect(await refundMails(order)).toEqual(['refund', 'refund_failed'])
})

test('a success that is read after the failure is old, and no mail tells of either', async () => {
  const order = await paidOrder(three, { card: '4000000000007726' })
  await control().webhookFault({ kind: 'lose', times: 20 })
  await requestRefund(owner, refundForm(order, { amount: 100 }))
  await settleDown()
  const failed = await settled(order, 'fails')
  await adoptRefund(failed)
  await adoptRefund({ ...failed, status: 'succeeded' })
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ state: 'failed' }])
  expect(await refundMails(order)).toEqual([])
  const marks = await db().discrepancy.findMany({ where: { orderId: order.id } })
  expect(marks).toMatchObject([{ detail: expect.stringMatching(/The shopper has not got it\.$/) }])
})

test('a failure that can’t be booked leaves no mail about it', async () => {
  const order = await paidOrder(three)
  await requestRefund(owner, refundForm(order, { amount: 100 }))
  await settleDown()
  const made = await atStripe(order)
  await sql().$executeRaw`
    ALTER TABLE discrepancy ADD CONSTRAINT none_failed CHECK (kind <> 'refund_failed') NOT VALID`
  try {
    await expect(adoptRefund({ ...made, status: 'failed' })).rejects.toThrow('none_failed')
  } finally {
    await sql().$executeRaw`ALTER TABLE discrepancy DROP CONSTRAINT none_failed`
  }
  expect(await refundMails(order)).toEqual(['refund'])
})

test('money of a payment that is not ours is left alone', async () => {
  const order = await paidOrder(three)
  const { data } = await stripe().refunds.list({ limit: 1 })
  const before = await db().refund.count()
  const [any] = data
  if (!any) throw new Error('there is no refund')
  await adoptRefund({ ...any, id: 're_foreign', payment_intent: 'pi_foreign' })
  await adoptRefund({ ...any, id: 're_foreign', payment_intent: null })
  expect(await db().refund.count()).toBe(before)
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'paid' })
})
