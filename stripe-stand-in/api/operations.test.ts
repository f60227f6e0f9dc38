import { expect, test } from 'vitest'
import { SERVED_OPERATIONS } from '../contract/served-operations'
import { answerErrors } from '../contract/wire-contract'
import { KEY, sessionParams, standInForTest } from '../testing/stand-in-for-test'

test('every served operation answers in the shape of the contract', async () => {
  const { control, stripe, url } = await standInForTest()
  const coupon = await stripe.coupons.create({ percent_off: 10 })
  const { id: paid } = await stripe.checkout.sessions.create(sessionParams({ customer_creation: 'always' }))
  const { payment_intent: intent } = await control.pay({ session: paid, card: '4000000000000259' })
  const [dispute] = (await stripe.disputes.list()).data
  await control.closeDispute({ dispute: dispute?.id ?? '', status: 'won' })
  const refund = await control.refund({ session: paid, amount: 100 })
  const { id: open } = await stripe.checkout.sessions.create(sessionParams())
  const first = async (path: string): Promise<string> => (await call('GET', path)).body.data[0].id
  const form = new URLSearchParams({
    mode: 'payment',
    success_url: 'http://localhost:3000/',
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'NZD',
    'line_items[0][price_data][unit_amount]': '100',
    'line_items[0][price_data][product_data][name]': 'Jar',
  })
  const ids: Record<string, string> = {
    'GET /v1/checkout/sessions/{id}': paid,
    'POST /v1/checkout/sessions/{id}/expire': open,
    'GET /v1/checkout/sessions/{id}/line_items': paid,
    'GET /v1/payment_intents/{id}': intent ?? '',
    'GET /v1/charges/{id}': await first('/v1/charges'),
    'GET /v1/refunds/{id}': refund.id,
    'GET /v1/coupons/{id}': coupon.id,
    'DELETE /v1/coupons/{id}': coupon.id,
    'GET /v1/customers/{id}': await first('/v1/customers'),
    'POST /v1/customers/{id}': await first('/v1/customers'),
    'GET /v1/events/{id}': await first('/v1/events'),
    'GET /v1/disputes/{id}': dispute?.id ?? '',
    'GET /v1/balance_transactions/{id}': await first('/v1/balance_transactions'),
  }
  const bodies: Record<string, string> = {
    'POST /v1/checkout/sessions': String(form),
    'POST /v1/refunds': `payment_intent=${intent}&amount=200`,
    'POST /v1/coupons': 'amount_off=500&currency=nzd',
    'POST /v1/customers': 'email=ana@example.com&address[country]=NZ',
    'POST /v1/customers/{id}': 'metadata[a]=1',
  }

  const broken: string[] = []
  for (const operation of SERVED_OPERATIONS) {
    const [method = '', path = ''] = operation.replace('{id}', ids[operation] ?? 'missing').split(' ')
    const { status, body } = await call(method, path, bodies[operation])
    if (status !== 200) broken.push(`${operation}: ${status} ${body.error?.message}`)
    else broken.push(...answerErrors(operation, body).map((error) => `${operation}: ${error}`))
    if (body.object === 'list' && body.data.length === 0)
      broken.push(`${operation}: an empty list shows nothing`)
  }
  expect(broken).toEqual([])

  async function call(method: string, path: string, body?: string) {
    const headers = { Authorization: `Bearer ${KEY}` }
    const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) })
    return { status: response.status, body: await response.json() }
  }
})

test('a limit out of range is refused', async () => {
  const { url } = await standInForTest()
  for (const limit of [0, -1, 101]) {
    const headers = { Authorization: `Bearer ${KEY}` }
    expect((await fetch(`${url}/v1/refunds?limit=${limit}`, { headers })).status).toBe(400)
  }
})
