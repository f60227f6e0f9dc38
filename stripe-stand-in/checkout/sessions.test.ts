import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { line, refusalOf, sessionParams, standInForTest, stripeFor } from '../testing/stand-in-for-test'

test('a new session is open and unpaid, has its totals, and no payment intent yet', async () => {
  const { stripe, url } = await standInForTest()
  const session = await stripe.checkout.sessions.create(
    sessionParams({
      client_reference_id: 'order-7',
      customer_email: 'aroha@example.com',
      metadata: { order: '7' },
      line_items: [line('Gut powder', 2500, 2), line('Book', 3999, 1)],
    }),
  )
  expect(session).toMatchObject({
    object: 'checkout.session',
    status: 'open',
    payment_status: 'unpaid',
    payment_intent: null,
    amount_subtotal: 8999,
    amount_total: 8999,
    currency: 'nzd',
    client_reference_id: 'order-7',
    customer_email: 'aroha@example.com',
    metadata: { order: '7' },
    livemode: false,
    url: `${url}/pay/${session.id}`,
  })
  expect(session.line_items).toBeUndefined()
  expect(session.expires_at - session.created).toBe(24 * 60 * 60)
})

test('the first delivery option counts until the shopper chooses another', async () => {
  const { stripe } = await standInForTest()
  const session = await stripe.checkout.sessions.create(
    sessionParams({ shipping_options: [shipping('Standard', 600), shipping('Express', 1200)] }),
  )
  expect(session.amount_total).toBe(5600)
  expect(session.total_details).toEqual({ amount_discount: 0, amount_shipping: 600, amount_tax: 0 })
  expect(session.shipping_options).toHaveLength(2)
})

test('an amount off is divided over the lines to the last cent', async () => {
  const { stripe } = await standInForTest()
  const coupon = await stripe.coupons.create({ amount_off: 1000, currency: 'nzd', duration: 'once' })
  const session = await stripe.checkout.sessions.create(
    sessionParams({
      line_items: [line('A', 333, 1), line('B', 333, 1), line('C', 1000, 3)],
      discounts: [{ coupon: coupon.id }],
      expand: ['line_items'],
    }),
  )
  expect(session.amount_subtotal).toBe(3666)
  expect(session.amount_total).toBe(2666)
  expect(session.line_items?.data.map((item) => item.amount_discount)).toEqual([91, 91, 818])
})

test('a percentage off is rounded once', async () => {
  const { stripe } = await standInForTest()
  const coupon = await stripe.coupons.create({ percent_off: 12.5 })
  const session = await stripe.checkout.sessions.create(sessionParams({ discounts: [{ coupon: coupon.id }] }))
  expect(session.total_details?.amount_discount).toBe(625)
})

test('expand puts objects in the place of ids, in single objects and in lists', async () => {
  const { stripe, control } = await standInForTest()
  const { id } = await stripe.checkout.sessions.create(sessionParams())
  await control.pay({ session: id })
  const session = await stripe.checkout.sessions.retrieve(id, {
    expand: ['payment_intent.latest_charge.balance_transaction', 'line_items.data.price.product', 'customer'],
  })
  expect(session).toMatchObject({
    payment_intent: { latest_charge: { balance_transaction: { amount: 5000 } } },
    line_items: { data: [{ price: { product: { name: 'Gut powder' } } }] },
    customer: null,
  })
  const listed = await stripe.checkout.sessions.list({ expand: ['data.payment_intent'] })
  expect(listed.data).toMatchObject([{ payment_intent: { status: 'succeeded' } }])
  const refusal = await refusalOf(stripe.checkout.sessions.retrieve(id, { expand: ['status'] }))
  expect(refusal.message).toContain('cannot be expanded')
})

test('lists are newest first, filtered and paged both ways', async () => {
  const { stripe, control } = await standInForTest()
  const ids: string[] = []
  for (let i = 0; i < 5; i += 1) ids.unshift((await stripe.checkout.sessions.create(sessionParams())).id)
  await control.pay({ session: ids[4] ?? '' })
  await stripe.checkout.sessions.expire(ids[3] ?? '')
  const all = await stripe.checkout.sessions.list({ limit: 100 }).autoPagingToArray({ limit: 100 })
  expect(all.map(({ id }) => id)).toEqual(ids)
  const paged = await stripe.checkout.sessions.list({ limit: 2 }).autoPagingToArray({ limit: 100 })
  expect(paged.map(({ id }) => id)).toEqual(ids)
  const second = await stripe.checkout.sessions.list({ limit: 2, starting_after: ids[1] ?? '' })
  expect(second.data.map(({ id }) => id)).toEqual(ids.slice(2, 4))
  expect(second.has_more).toBe(true)
  const before = await stripe.checkout.sessions.list({ limit: 2, ending_before: ids[3] ?? '' })
  expect(before.data.map(({ id }) => id)).toEqual(ids.slice(1, 3))
  expect((await stripe.checkout.sessions.list({ status: 'complete' })).data.map(({ id }) => id)).toEqual([
    ids[4],
  ])
  expect((await stripe.checkout.sessions.list({ status: 'expired' })).data.map(({ id }) => id)).toEqual([
    ids[3],
  ])
  const intent = String(all[4]?.payment_intent)
  expect((await stripe.checkout.sessions.list({ payment_intent: intent })).data).toHaveLength(1)
  const { created = 0 } = all[0] ?? {}
  expect((await stripe.checkout.sessions.list({ created: { gt: created + 10 } })).data).toEqual([])
  expect((await stripe.checkout.sessions.list({ created: { gte: created - 600 } })).data).toHaveLength(5)
  expect((await refusalOf(stripe.checkout.sessions.list({ starting_after: 'cs_none' }))).statusCode).toBe(400)
})

test('line items can be read on their own, page by page', async () => {
  const { stripe } = await standInForTest()
  const lines = Array.from({ length: 12 }, (_, index) => line(`Thing ${index}`, 100 + index, 1))
  const { id } = await stripe.checkout.sessions.create(sessionParams({ line_items: lines }))
  const items = await stripe.checkout.sessions
    .listLineItems(id, { limit: 5 })
    .autoPagingToArray({ limit: 100 })
  expect(items.map(({ description }) => description)).toEqual(lines.map((_, index) => `Thing ${index}`))
})

test('only an open session can be expired, and then has no address any more', async () => {
  const { stripe, control } = await standInForTest()
  const { id } = await stripe.checkout.sessions.create(sessionParams())
  const expired = await stripe.checkout.sessions.expire(id)
  expect(expired).toMatchObject({ status: 'expired', url: null, payment_status: 'unpaid' })
  const again = await refusalOf(stripe.checkout.sessions.expire(id))
  expect(again.message).toContain('status in ["open"]')
  const paid = await stripe.checkout.sessions.create(sessionParams())
  await control.pay({ session: paid.id })
  expect((await refusalOf(stripe.checkout.sessions.expire(paid.id))).statusCode).toBe(400)
})

test('a session expires when the clock gets to its time, and not a second before', async () => {
  const { stripe, control } = await standInForTest()
  const session = await stripe.checkout.sessions.create(sessionParams())
  await control.moveClock({ to: session.expires_at - 2 })
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open')
  await control.moveClock({ to: session.expires_at })
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired')
  expect((await control.pay({ session: session.id })).outcome).toBe('not_open')
})

test('a session can be made for a customer that exists', async () => {
  const { stripe, control } = await standInForTest()
  const customer = await stripe.customers.create({ email: 'kiri@example.com', name: 'Kiri' })
  const session = await stripe.checkout.sessions.create(sessionParams({ customer: customer.id }))
  expect(session.customer_details?.email).toBe('kiri@example.com')
  await control.pay({ session: session.id })
  const intents = await stripe.paymentIntents.list({ customer: customer.id })
  expect(intents.data).toHaveLength(1)
})

test('an answer carries the request id and the version; a wrong version, address or id is refused', async () => {
  const { stripe, url } = await standInForTest()
  const session = await stripe.checkout.sessions.create(sessionParams())
  expect(session.lastResponse.requestId).toMatch(/^req_/)
  expect(session.lastResponse.apiVersion).toBe('2026-10-28.endive')
  const old = stripeFor(url, { apiVersion: '2020-08-27' as never })
  expect((await refusalOf(old.refunds.list())).message).toContain('Invalid Stripe API version')
  expect(await refusalOf(stripe.subscriptions.list())).toMatchObject({ statusCode: 404 })
  expect(await refusalOf(stripe.checkout.sessions.retrieve('cs_test_none'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
    param: 'id',
  })
})

test('without the right key the answer is 401, and never shows the whole key', async () => {
  const { url } = await standInForTest()
  const { hostname: host, port } = new URL(url)
  const { default: Client } = await import('stripe')
  const wrong = new Client('sk_test_somebody_elses_key', { host, port, protocol: 'http' })
  const refusal = await refusalOf(wrong.refunds.list())
  expect(refusal).toMatchObject({ statusCode: 401, type: 'StripeAuthenticationError' })
  expect(refusal.message).not.toContain('somebody_elses')
  const bare = await fetch(`${url}/v1/refunds`)
  expect(bare.status).toBe(401)
  const basic = await fetch(`${url}/v1/refunds`, {
    headers: { Authorization: `Basic ${Buffer.from('sk_test_stand_in:').toString('base64')}` },
  })
  expect(basic.status).toBe(200)
})

function shipping(name: string, amount: number): Stripe.Checkout.SessionCreateParams.ShippingOption {
  return {
    shipping_rate_data: {
      display_name: name,
      type: 'fixed_amount',
      fixed_amount: { amount, currency: 'nzd' },
      delivery_estimate: {
        minimum: { unit: 'business_day', value: 2 },
        maximum: { unit: 'business_day', value: 4 },
      },
    },
  }
}
