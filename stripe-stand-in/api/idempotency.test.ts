import { expect, test } from 'vitest'
import { KEY, line, refusalOf, sessionParams, standInForTest } from '../testing/stand-in-for-test'

test('the same key and body make one session, and replay its first answer', async () => {
  const { stripe } = await standInForTest()
  const create = () => stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'attempt-1' })
  const first = await create()
  await stripe.checkout.sessions.expire(first.id)
  const replay = await create()
  expect(replay.id).toBe(first.id)
  expect(replay.status).toBe('open')
  expect(replay.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(replay.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId)
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(1)
})

test('the order of the parameters does not matter', async () => {
  const { url } = await standInForTest()
  const post = (body: string) =>
    fetch(`${url}/v1/customers`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${KEY}`, 'Idempotency-Key': 'k' },
      body,
    }).then((response) => response.json())
  const first = await post('name=Ana&metadata[a]=1')
  expect((await post('metadata%5Ba%5D=1&name=Ana')).id).toBe(first.id)
})

test('the same key with another body or another address is refused', async () => {
  const { stripe } = await standInForTest()
  const options = { idempotencyKey: 'attempt-1' }
  await stripe.checkout.sessions.create(sessionParams(), options)
  const other = sessionParams({ line_items: [line('Gut powder', 2500, 3)] })
  const refusal = await refusalOf(stripe.checkout.sessions.create(other, options))
  expect(refusal).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' })
  expect((await refusalOf(stripe.coupons.create({ percent_off: 5 }, options))).type).toBe(
    'StripeIdempotencyError',
  )
})

test('what is refused before execution is not kept: the key can be used again', async () => {
  const { stripe } = await standInForTest()
  const options = { idempotencyKey: 'attempt-1' }
  await refusalOf(stripe.checkout.sessions.create(sessionParams({ success_url: 'nonsense' }), options))
  expect((await stripe.checkout.sessions.create(sessionParams(), options)).status).toBe('open')
})

test('what is refused during execution is kept', async () => {
  const { stripe, control } = await standInForTest()
  const { id } = await stripe.checkout.sessions.create(sessionParams())
  await control.pay({ session: id, debit: 'waits' })
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(id)
  const refund = () =>
    stripe.refunds.create({ payment_intent: String(intent) }, { idempotencyKey: 'refund-1' })
  const first = await refusalOf(refund())
  await control.settle({ session: id, outcome: 'succeeds' })
  const replayed = await refusalOf(refund())
  expect(replayed.message).toBe(first.message)
  expect(replayed.headers?.['idempotent-replayed']).toBe('true')
  expect((await stripe.refunds.create({ payment_intent: String(intent) })).status).toBe('pending')
})

test('a stored 500 is replayed until the key is forgotten after 24 hours', async () => {
  const { stripe, control } = await standInForTest()
  await control.failNext({ kind: 'server_error', method: 'POST', path: '/v1/checkout/sessions' })
  const create = () => stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'attempt-1' })
  expect((await refusalOf(create())).statusCode).toBe(500)
  expect(await refusalOf(create())).toMatchObject({ statusCode: 500, type: 'StripeAPIError' })
  expect((await stripe.checkout.sessions.list()).data).toEqual([])
  await control.moveClock({ seconds: 24 * 60 * 60 + 1 })
  expect((await create()).status).toBe('open')
})

test('a key whose request is under way is a 409', async () => {
  const { stripe, control } = await standInForTest()
  await control.failNext({ kind: 'hang', method: 'POST' })
  const create = () => stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'attempt-1' })
  const first = create()
  await expect.poll(async () => (await control.requests()).hanging).toBe(1)
  expect(await refusalOf(create())).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
  await control.release()
  const { id } = await first
  expect((await create()).id).toBe(id)
})

test('one key used by many requests at once makes one session', async () => {
  const { stripe } = await standInForTest()
  const tries = Array.from({ length: 20 }, () =>
    stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'attempt-1', maxNetworkRetries: 5 }),
  )
  const ids = new Set((await Promise.all(tries)).map(({ id }) => id))
  expect(ids.size).toBe(1)
})

test('a key of 256 characters is refused', async () => {
  const { stripe } = await standInForTest()
  const refusal = await refusalOf(
    stripe.coupons.create({ percent_off: 5 }, { idempotencyKey: 'k'.repeat(256) }),
  )
  expect(refusal.statusCode).toBe(400)
})
