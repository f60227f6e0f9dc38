import { expect, test } from 'vitest'
import { refusalOf, sessionParams, standInForTest } from '../testing/stand-in-for-test'

async function paidSession(pay: { card?: string; debit?: 'succeeds' | 'waits' } = {}) {
  const standIn = await standInForTest()
  const session = await standIn.stripe.checkout.sessions.create(sessionParams())
  const { payment_intent } = await standIn.control.pay({ session: session.id, ...pay })
  const intent = payment_intent ?? ''
  const charge = async () => {
    const [found] = (await standIn.stripe.charges.list({ payment_intent: intent })).data
    if (!found) throw new Error('There is no charge')
    return found
  }
  const events = async () => (await standIn.stripe.events.list()).data.map(({ type }) => type).reverse()
  return { ...standIn, session: session.id, intent, charge, events }
}

test('a payment is refunded in parts, never above what was captured', async () => {
  const { charge, events, intent, stripe } = await paidSession()
  const first = await stripe.refunds.create({
    payment_intent: intent,
    amount: 2000,
    metadata: { refund: '1' },
  })
  expect(first).toMatchObject({
    status: 'succeeded',
    amount: 2000,
    currency: 'nzd',
    metadata: { refund: '1' },
  })
  expect(await charge()).toMatchObject({ amount_refunded: 2000, refunded: false })
  const tooMuch = await refusalOf(stripe.refunds.create({ payment_intent: intent, amount: 3001 }))
  expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' })
  const rest = await stripe.refunds.create({ charge: (await charge()).id, reason: 'requested_by_customer' })
  expect(rest.amount).toBe(3000)
  expect(await charge()).toMatchObject({ amount_refunded: 5000, refunded: true })
  expect((await refusalOf(stripe.refunds.create({ payment_intent: intent }))).code).toBe(
    'charge_already_refunded',
  )
  expect((await stripe.refunds.list({ payment_intent: intent })).data.map(({ id }) => id)).toEqual([
    rest.id,
    first.id,
  ])
  expect(
    await stripe.refunds.retrieve(first.id, { expand: ['charge.refunds', 'balance_transaction'] }),
  ).toMatchObject({
    balance_transaction: { amount: -2000 },
    charge: { refunds: { data: [{ id: rest.id }, { id: first.id }] } },
  })
  expect((await events()).slice(2)).toEqual([
    'refund.created',
    'charge.refunded',
    'refund.created',
    'charge.refunded',
  ])
})

test('many refunds at once never give back more than was paid', async () => {
  const { charge, intent, stripe } = await paidSession()
  const tries = Array.from({ length: 20 }, () =>
    stripe.refunds.create({ payment_intent: intent, amount: 700 }),
  )
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(7)
  expect((await charge()).amount_refunded).toBe(4900)
})

test.each([0, -5, 1.5])('a refund of %s is refused', async (amount) => {
  const { intent, stripe } = await paidSession()
  expect((await refusalOf(stripe.refunds.create({ payment_intent: intent, amount }))).param).toBe('amount')
})

test('what is not paid can not be refunded', async () => {
  const { intent, stripe } = await paidSession({ debit: 'waits' })
  expect((await refusalOf(stripe.refunds.create({ payment_intent: intent }))).message).toContain(
    'successful charge',
  )
  expect((await refusalOf(stripe.refunds.create({ payment_intent: 'pi_none' }))).code).toBe(
    'resource_missing',
  )
  expect((await refusalOf(stripe.refunds.create({}))).statusCode).toBe(400)
})

test('a refund may wait for the bank, and a settled one may still come back', async () => {
  const { charge, control, events, intent, stripe } = await paidSession({ card: '4000000000007726' })
  const refund = await stripe.refunds.create({ payment_intent: intent })
  expect(refund.status).toBe('pending')
  await control.moveClock({ seconds: 31 })
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded')
  await control.settleRefund({ refund: refund.id, outcome: 'fails' })
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
    status: 'failed',
    failure_reason: expect.any(String),
  })
  expect(await charge()).toMatchObject({ amount_refunded: 0, refunded: false })
  expect((await events()).slice(-3)).toEqual(['refund.updated', 'refund.updated', 'refund.failed'])
  expect((await stripe.refunds.create({ payment_intent: intent })).amount).toBe(5000)
})

test('a refund made in the dashboard looks like any other, and names no request', async () => {
  const { control, intent, session, stripe } = await paidSession()
  const refund = await control.refund({ session, amount: 1500, reason: 'duplicate' })
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ amount: 1500, reason: 'duplicate' })
  const [event] = (await stripe.events.list({ type: 'refund.created' })).data
  expect(event?.request).toEqual({ id: null, idempotency_key: null })
  await expect(control.refund({ payment_intent: intent, amount: 4000 })).rejects.toThrow(
    'greater than unrefunded',
  )
})

test('a disputed payment can not be refunded until the dispute is won', async () => {
  const { charge, control, events, intent, session, stripe } = await paidSession()
  const dispute = await control.dispute({ session, amount: 3000, reason: 'product_not_received' })
  expect(await stripe.disputes.retrieve(dispute.id, { expand: ['charge'] })).toMatchObject({
    status: 'needs_response',
    amount: 3000,
    reason: 'product_not_received',
    charge: { disputed: true },
  })
  expect((await stripe.disputes.list({ payment_intent: intent })).data).toHaveLength(1)
  expect((await refusalOf(stripe.refunds.create({ payment_intent: intent }))).code).toBe('charge_disputed')
  await control.closeDispute({ dispute: dispute.id, status: 'won' })
  expect((await stripe.disputes.retrieve(dispute.id)).balance_transactions).toHaveLength(2)
  expect((await stripe.refunds.create({ payment_intent: intent })).status).toBe('succeeded')
  expect((await charge()).disputed).toBe(true)
  expect(await events()).toContain('charge.dispute.closed')
  await expect(control.closeDispute({ dispute: dispute.id, status: 'lost' })).rejects.toThrow('not open')
})
