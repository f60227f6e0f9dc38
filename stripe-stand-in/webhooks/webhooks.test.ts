import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { receiveEvents } from '../testing/receive-events'
import { sessionParams, standInForTest } from '../testing/stand-in-for-test'

async function shopWithWebhook(options: { answers?: number[] } = {}) {
  const shop = await receiveEvents(options)
  const standIn = await standInForTest({ webhookUrl: shop.url })
  const create = () => standIn.stripe.checkout.sessions.create(sessionParams())
  return { shop, ...standIn, create }
}

const completed = { type: 'checkout.session.completed' }

test('paying sends signed events that carry the objects as they were', async () => {
  const { control, create, shop, stripe } = await shopWithWebhook()
  const { id } = await create()
  await control.pay({ session: id })
  await control.idle()
  expect(shop.problems).toEqual([])
  expect(shop.types().sort()).toEqual(['checkout.session.completed', 'payment_intent.succeeded'])
  const event = shop.received.find(({ type }) => type === completed.type)
  expect(event?.object).toMatchObject({ id, status: 'complete', payment_status: 'paid', url: null })
  expect(event?.event).toMatchObject({ api_version: '2026-10-28.endive', livemode: false })
  expect(await stripe.events.retrieve(event?.id ?? '')).toMatchObject({ id: event?.id, pending_webhooks: 0 })
})

test('every kind of event is made, and keeps to the contract', async () => {
  const { control, create, shop, stripe } = await shopWithWebhook()
  const [a, b, c, d, e] = [await create(), await create(), await create(), await create(), await create()]
  await control.pay({ session: a.id, card: '4000000000000002' })
  await control.pay({ session: a.id })
  await stripe.checkout.sessions.expire(b.id)
  await control.pay({ session: c.id, debit: 'succeeds' })
  await control.pay({ session: d.id, debit: 'fails' })
  await control.moveClock({ seconds: 31 })
  await control.pay({ session: e.id, card: '4000000000000259' })
  const [dispute] = (await stripe.disputes.list()).data
  await control.closeDispute({ dispute: dispute?.id ?? '', status: 'lost' })
  const refund = await control.refund({ session: a.id, amount: 100 })
  await control.settleRefund({ refund: refund.id, outcome: 'fails' })
  await control.idle()
  expect(shop.problems).toEqual([])
  expect([...new Set(shop.types())].sort()).toEqual([
    'charge.dispute.closed',
    'charge.dispute.created',
    'charge.refunded',
    'checkout.session.async_payment_failed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.completed',
    'checkout.session.expired',
    'payment_intent.payment_failed',
    'payment_intent.succeeded',
    'refund.created',
    'refund.failed',
    'refund.updated',
  ])
})

test('an event caused by a request names it', async () => {
  const { control, create, shop, stripe } = await shopWithWebhook()
  const { id } = await create()
  const { lastResponse } = await stripe.checkout.sessions.expire(id, {}, { idempotencyKey: 'expire-1' })
  await control.idle()
  expect(shop.received[0]?.event.request).toEqual({ id: lastResponse.requestId, idempotency_key: 'expire-1' })
})

test('an event that is refused is sent again, later and later, on the clock of the stand-in', async () => {
  const { control, create, shop, stripe } = await shopWithWebhook({ answers: [500, 302, 200] })
  await stripe.checkout.sessions.expire((await create()).id)
  await control.idle()
  expect(shop.received).toHaveLength(1)
  expect((await stripe.events.list()).data[0]?.pending_webhooks).toBe(1)
  await control.moveClock({ seconds: 6 })
  await control.idle()
  expect(shop.received).toHaveLength(2)
  await control.moveClock({ seconds: 6 })
  await control.idle()
  expect(shop.received).toHaveLength(2)
  await control.moveClock({ seconds: 10 })
  await control.idle()
  expect(shop.received).toHaveLength(3)
  const { deliveries } = await control.deliveries()
  expect(deliveries[0]).toMatchObject({
    state: 'delivered',
    tries: [{ status: 500 }, { status: 302 }, { status: 200 }],
  })
  expect((await stripe.events.list({ delivery_success: true })).data).toHaveLength(1)
})

test('after days of refusals the stand-in gives up', async () => {
  const { control, create, shop, stripe } = await shopWithWebhook({
    answers: Array.from({ length: 50 }, () => 500),
  })
  await stripe.checkout.sessions.expire((await create()).id)
  for (let day = 0; day < 12; day += 1) {
    await control.moveClock({ seconds: 86_401 })
    await control.idle()
  }
  expect(shop.received.length).toBe(10)
  expect((await control.deliveries()).deliveries[0]?.state).toBe('given_up')
})

test('an event can be sent many times over', async () => {
  const { control, create, shop } = await shopWithWebhook()
  await control.webhookFault({ kind: 'duplicate', copies: 20, ...completed })
  await control.pay({ session: (await create()).id })
  await control.idle()
  const copies = shop.received.filter(({ type }) => type === completed.type)
  expect(copies).toHaveLength(20)
  expect(new Set(copies.map(({ id }) => id)).size).toBe(1)
})

test('events can arrive in the wrong order', async () => {
  const { control, create, shop } = await shopWithWebhook()
  await control.webhookFault({ kind: 'reorder', times: 2 })
  await control.pay({ session: (await create()).id })
  await control.idle()
  expect(shop.types()).toEqual(['checkout.session.completed', 'payment_intent.succeeded'])
})

test('an event can be late', async () => {
  const { control, create, shop } = await shopWithWebhook()
  await control.webhookFault({ kind: 'delay', seconds: 600, ...completed })
  await control.pay({ session: (await create()).id })
  await control.idle()
  expect(shop.types()).toEqual(['payment_intent.succeeded'])
  await control.moveClock({ seconds: 601 })
  await control.idle()
  expect(shop.types()).toContain('checkout.session.completed')
})

test('an event can be lost, and found through the API, and sent again', async () => {
  const { control, create, shop, stripe } = await shopWithWebhook()
  await control.webhookFault({ kind: 'lose', ...completed })
  await control.pay({ session: (await create()).id })
  await control.idle()
  expect(shop.types()).toEqual(['payment_intent.succeeded'])
  const [lost] = (await stripe.events.list({ delivery_success: false })).data
  expect(lost?.type).toBe('checkout.session.completed')
  await control.redeliver({ event: lost?.id ?? '', copies: 3 })
  await control.idle()
  expect(shop.types().filter((type) => type === completed.type)).toHaveLength(3)
})

test('an event can fail to be made at all', async () => {
  const { control, create, shop, stripe } = await shopWithWebhook()
  await control.webhookFault({ kind: 'never_make', type: 'checkout.session.*' })
  await control.pay({ session: (await create()).id })
  await control.idle()
  expect(shop.types()).toEqual(['payment_intent.succeeded'])
  expect((await stripe.events.list({ types: ['checkout.session.completed'] })).data).toEqual([])
})

test('events can be held, and let go in either order', async () => {
  const { control, create, shop } = await shopWithWebhook()
  await control.holdWebhooks()
  await control.pay({ session: (await create()).id })
  await control.idle()
  expect(shop.received).toEqual([])
  expect(await control.flushWebhooks({ order: 'newest_first' })).toEqual({ sent: 2 })
  await control.idle()
  expect(shop.types()).toEqual(['checkout.session.completed', 'payment_intent.succeeded'])
  await control.pay({ session: (await create()).id })
  await control.idle()
  expect(shop.received).toHaveLength(4)
})

test('while a secret is rotated both sign; then only the new one does', async () => {
  const { control, create, shop, stripe } = await shopWithWebhook()
  const expireOne = async () => {
    await stripe.checkout.sessions.expire((await create()).id)
    await control.idle()
  }
  const { secret } = await control.rotateSecret({ keepOldSeconds: 3600 })
  await expireOne()
  expect(shop.headers.at(-1)?.match(/v1=/g)).toHaveLength(2)
  shop.verifyWith(secret)
  await expireOne()
  expect(shop.problems).toEqual([])
  await control.moveClock({ seconds: 3601 })
  await expireOne()
  expect(shop.headers.at(-1)?.match(/v1=/g)).toHaveLength(1)
  expect(shop.received).toHaveLength(3)
})

test('an event that comes from a session carries no expanded objects', async () => {
  const { control, create, shop } = await shopWithWebhook()
  await control.pay({ session: (await create()).id })
  await control.idle()
  const session = shop.received.find(({ type }) => type === completed.type)
    ?.object as unknown as Stripe.Checkout.Session
  expect(typeof session.payment_intent).toBe('string')
  expect(session.line_items).toBeUndefined()
})
