import { expect, test } from 'vitest'
import { KEY, refusalOf, sessionParams, standInForTest, stripeFor } from '../testing/stand-in-for-test'

const sessions = { method: 'POST', path: '/v1/checkout/sessions' } as const

test('a lost answer leaves the session behind, and the key leads to it', async () => {
  const { stripe, control } = await standInForTest()
  // Twice, because the client itself tries a broken connection once more.
  await control.failNext({ kind: 'lose_answer', times: 2, ...sessions })
  const create = () => stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'attempt-1' })
  expect((await refusalOf(create())).type).toBe('StripeConnectionError')
  const { data } = await stripe.checkout.sessions.list()
  expect(data).toHaveLength(1)
  expect((await create()).id).toBe(data[0]?.id)
})

test('a 500 may have done its work or not', async () => {
  const { stripe, control } = await standInForTest()
  await control.failNext({ kind: 'server_error', committed: true, ...sessions })
  expect((await refusalOf(stripe.checkout.sessions.create(sessionParams()))).statusCode).toBe(500)
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(1)
  await control.failNext({ kind: 'server_error', ...sessions })
  expect((await refusalOf(stripe.checkout.sessions.create(sessionParams()))).statusCode).toBe(500)
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(1)
})

test('a 429 does nothing and keeps nothing', async () => {
  const { stripe, control } = await standInForTest()
  await control.failNext({ kind: 'rate_limit', ...sessions })
  const create = () => stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'attempt-1' })
  expect(await refusalOf(create())).toMatchObject({ statusCode: 429, type: 'StripeRateLimitError' })
  expect((await create()).status).toBe('open')
})

test.each([
  [false, 0],
  [true, 1],
])(
  'a request that hangs until the caller gives up (committed: %s) leaves %i sessions',
  async (committed, left) => {
    const { stripe, control, url } = await standInForTest()
    await control.failNext({ kind: 'hang', committed, ...sessions })
    const impatient = stripeFor(url, { timeout: 200 })
    expect((await refusalOf(impatient.checkout.sessions.create(sessionParams()))).type).toBe(
      'StripeConnectionError',
    )
    await expect.poll(async () => (await control.requests()).hanging).toBe(0)
    expect((await stripe.checkout.sessions.list()).data).toHaveLength(left)
  },
)

test('a delayed request is answered in the end', async () => {
  const { stripe, control } = await standInForTest()
  await control.failNext({ kind: 'delay', milliseconds: 150, ...sessions })
  const before = performance.now()
  await stripe.checkout.sessions.create(sessionParams())
  expect(performance.now() - before).toBeGreaterThanOrEqual(140)
})

test('faults wait for the requests they are meant for, as often as asked', async () => {
  const { stripe, control } = await standInForTest()
  const { id } = await stripe.checkout.sessions.create(sessionParams())
  await control.failNext({ kind: 'rate_limit', method: 'GET', path: '/v1/checkout/sessions/*', times: 2 })
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(1)
  expect((await refusalOf(stripe.checkout.sessions.retrieve(id))).statusCode).toBe(429)
  expect((await refusalOf(stripe.checkout.sessions.retrieve(id))).statusCode).toBe(429)
  expect((await stripe.checkout.sessions.retrieve(id)).id).toBe(id)
  await control.failNext({ kind: 'rate_limit', times: 5 })
  await control.clearFaults()
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(1)
})

test('the log shows what was asked, how it was answered, and which fault it met', async () => {
  const { stripe, control } = await standInForTest()
  await control.failNext({ kind: 'lose_answer', ...sessions })
  // The client tries once more by itself, with the same key.
  await stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'attempt-1' })
  const { requests } = await control.requests()
  expect(requests).toMatchObject([
    { ...sessions, idempotencyKey: 'attempt-1', status: null, fault: 'lose_answer', replayed: false },
    { ...sessions, idempotencyKey: 'attempt-1', status: 200, fault: null, replayed: true },
  ])
  expect(requests[0]?.params).toContain('success_url=')
})

test('a body of two megabytes is refused', async () => {
  const { url } = await standInForTest()
  const outcome = await fetch(`${url}/v1/customers`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${KEY}` },
    body: `name=${'x'.repeat(2_000_000)}`,
  }).then(
    ({ status }) => status,
    () => 'cut off',
  )
  expect([413, 'cut off']).toContain(outcome)
})
