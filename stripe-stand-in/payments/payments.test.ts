import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { refusalOf, sessionParams, standInForTest } from '../testing/stand-in-for-test'

async function openSession(change: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const standIn = await standInForTest()
  const session = await standIn.stripe.checkout.sessions.create(sessionParams(change))
  const look = () =>
    standIn.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] })
  const events = async () => (await standIn.stripe.events.list()).data.map(({ type }) => type).reverse()
  return { ...standIn, session, look, events }
}

test('a paid session is complete, and says who gets what where', async () => {
  const { control, look, session, stripe } = await openSession({
    phone_number_collection: { enabled: true },
    payment_intent_data: { metadata: { order: '7' }, description: 'Order 7' },
  })
  const result = await control.pay({
    session: session.id,
    fields: { name: 'Mere', line1: '1 Pā Road', phone: '021 555 123' },
  })
  expect(result.outcome).toBe('paid')
  expect(result.redirect).toBe(`http://localhost:3000/checkout/return?session=${session.id}`)
  const paid = await look()
  expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', url: null, amount_total: 5000 })
  expect(paid.collected_information?.shipping_details).toMatchObject({
    name: 'Mere',
    address: { line1: '1 Pā Road', country: 'NZ' },
  })
  expect(paid.customer_details).toMatchObject({ name: 'Mere', phone: '021 555 123' })
  const intent = paid.payment_intent as Stripe.PaymentIntent
  expect(intent).toMatchObject({
    status: 'succeeded',
    amount: 5000,
    amount_received: 5000,
    currency: 'nzd',
    description: 'Order 7',
    metadata: { order: '7' },
  })
  const charge = await stripe.charges.retrieve((intent.latest_charge as Stripe.Charge).id)
  expect(charge).toMatchObject({
    paid: true,
    status: 'succeeded',
    payment_method_details: { card: { last4: '4242' } },
  })
  const [fromCharge] = (await stripe.balanceTransactions.list({ type: 'charge' })).data
  expect(fromCharge).toMatchObject({ amount: 5000, fee: 165, net: 4835 })
  expect((await stripe.balanceTransactions.retrieve(fromCharge?.id ?? '')).source).toBe(charge.id)
  expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1)
})

test.each([
  ['4000000000000002', 'card_declined', 'generic_decline'],
  ['4000000000009995', 'card_declined', 'insufficient_funds'],
  ['4000000000000069', 'expired_card', undefined],
  ['4012888888881881', 'card_declined', 'test_mode_live_card'],
])('card %s is declined: the session stays open and can still be paid', async (card, code, declineCode) => {
  const { control, events, look, session } = await openSession()
  expect((await control.pay({ session: session.id, card })).outcome).toBe('declined')
  const declined = await look()
  expect(declined).toMatchObject({ status: 'open', payment_status: 'unpaid' })
  const intent = declined.payment_intent as Stripe.PaymentIntent
  expect(intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } })
  expect(intent.last_payment_error?.decline_code).toBe(declineCode)
  await control.pay({ session: session.id })
  expect((await look()).payment_intent).toMatchObject({
    id: intent.id,
    status: 'succeeded',
    last_payment_error: null,
  })
  expect(await events()).toEqual([
    'payment_intent.payment_failed',
    'payment_intent.succeeded',
    'checkout.session.completed',
  ])
})

test('a card that asks for authentication waits for the answer', async () => {
  const { control, look, session } = await openSession()
  const card = '4000002500003155'
  const waiting = await control.pay({ session: session.id, card, authentication: 'leave' })
  expect(waiting.outcome).toBe('needs_authentication')
  expect((await look()).payment_intent).toMatchObject({ status: 'requires_action' })
  const failed = await control.pay({ session: session.id, card, authentication: 'fail' })
  expect(failed.outcome).toBe('declined')
  expect((await look()).payment_intent).toMatchObject({
    last_payment_error: { code: 'payment_intent_authentication_failure' },
  })
  expect((await control.pay({ session: session.id, card })).outcome).toBe('paid')
})

test('a session that expires takes its payment intent with it', async () => {
  const { control, session, stripe } = await openSession()
  await control.pay({ session: session.id, card: '4000000000000002' })
  const expired = await stripe.checkout.sessions.expire(session.id, { expand: ['payment_intent'] })
  expect(expired.payment_intent).toMatchObject({ status: 'canceled', cancellation_reason: 'expired' })
})

test('a bank debit completes the session unpaid, and settles by the clock', async () => {
  const { control, events, look, session } = await openSession()
  await control.pay({ session: session.id, debit: 'succeeds' })
  expect(await look()).toMatchObject({
    status: 'complete',
    payment_status: 'unpaid',
    payment_intent: { status: 'processing', latest_charge: { status: 'pending', paid: false } },
  })
  await control.moveClock({ seconds: 31 })
  expect(await look()).toMatchObject({
    payment_status: 'paid',
    payment_intent: {
      status: 'succeeded',
      amount_received: 5000,
      latest_charge: { status: 'succeeded', paid: true },
    },
  })
  expect(await events()).toEqual([
    'checkout.session.completed',
    'payment_intent.succeeded',
    'checkout.session.async_payment_succeeded',
  ])
})

test('a bank debit that waits is settled by hand, once', async () => {
  const { control, events, look, session } = await openSession()
  await control.pay({ session: session.id, debit: 'waits' })
  await control.moveClock({ seconds: 86_400 })
  expect((await look()).payment_status).toBe('unpaid')
  await control.settle({ session: session.id, outcome: 'fails' })
  expect(await look()).toMatchObject({
    status: 'complete',
    payment_status: 'unpaid',
    payment_intent: { status: 'requires_payment_method', latest_charge: { status: 'failed' } },
  })
  expect(await events()).toContain('checkout.session.async_payment_failed')
  await expect(control.settle({ session: session.id, outcome: 'succeeds' })).rejects.toThrow('does not wait')
})

test('an order that costs nothing needs no payment', async () => {
  const { stripe, control } = await standInForTest()
  const coupon = await stripe.coupons.create({ percent_off: 100 })
  const { id } = await stripe.checkout.sessions.create(sessionParams({ discounts: [{ coupon: coupon.id }] }))
  expect((await control.pay({ session: id })).outcome).toBe('free')
  expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({
    status: 'complete',
    payment_status: 'no_payment_required',
    payment_intent: null,
    amount_total: 0,
  })
})

test('the delivery option chosen on the page is what is charged', async () => {
  const option = (amount: number) => ({
    shipping_rate_data: {
      display_name: 'Post',
      type: 'fixed_amount' as const,
      fixed_amount: { amount, currency: 'nzd' },
    },
  })
  const { control, look, session } = await openSession({ shipping_options: [option(600), option(1200)] })
  await control.pay({ session: session.id, fields: { shipping_option: '1' } })
  expect(await look()).toMatchObject({
    amount_total: 6200,
    shipping_cost: { amount_total: 1200 },
    payment_intent: { amount: 6200 },
  })
})

test('a customer is made when the session asks for one', async () => {
  const { control, session, stripe } = await openSession({ customer_creation: 'always' })
  await control.pay({ session: session.id, fields: { email: 'mere@example.com' } })
  expect((await stripe.customers.list({ email: 'mere@example.com' })).data).toHaveLength(1)
})

test('a tampered amount is what the session claims and what is paid', async () => {
  const { control, look, session } = await openSession()
  await control.tamper({ session: session.id, amount_total: 1 })
  expect((await look()).amount_total).toBe(1)
  await control.pay({ session: session.id })
  expect(await look()).toMatchObject({
    amount_total: 1,
    amount_subtotal: 5000,
    payment_intent: { amount_received: 1 },
  })
})

test('the page refuses a country the shop does not ship to', async () => {
  const { control, session } = await openSession()
  await expect(control.pay({ session: session.id, fields: { country: 'US' } })).rejects.toThrow('country')
})

test('what the API can make, it can also list and find again', async () => {
  const { stripe } = await standInForTest()
  const customer = await stripe.customers.create({
    email: 'a@example.com',
    metadata: { tier: 'gold', old: 'x' },
  })
  const changed = await stripe.customers.update(customer.id, { name: 'Ana', metadata: { old: '' } })
  expect(changed).toMatchObject({ name: 'Ana', email: 'a@example.com', metadata: { tier: 'gold' } })
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ name: 'Ana' })
  const coupon = await stripe.coupons.create({ id: 'WELCOME', percent_off: 10, name: 'Welcome' })
  expect((await refusalOf(stripe.coupons.create({ id: 'WELCOME', percent_off: 5 }))).code).toBe(
    'resource_already_exists',
  )
  expect((await stripe.coupons.list()).data.map(({ id }) => id)).toEqual([coupon.id])
  expect(await stripe.coupons.del('WELCOME')).toMatchObject({ deleted: true })
  expect((await refusalOf(stripe.coupons.retrieve('WELCOME'))).statusCode).toBe(404)
  expect((await refusalOf(stripe.coupons.create({}))).param).toBe('percent_off')
})
