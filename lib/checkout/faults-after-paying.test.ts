import { beforeAll, expect, test } from 'vitest'
import { GET as returnPage } from '@/app/(storefront)/checkout/return/route'
import { db } from '@/lib/db'
import { cutOff } from '@/lib/testing/cut-off'
import { checkInvariants } from '@/lib/testing/invariants'
import { shelfOf } from '@/lib/testing/shelf'
import { checkOut, fillCart, hurryAttempts, orderOf, origin, testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { hurry, work } from '@/lib/testing/work'
import { smallProduct } from '@/prisma/factories'
import { processEvent } from './process-event'
import { recheckOrder } from './recheck-order'
import { reconcileAttempts } from './reconcile'
import { settle } from './settle'
import { sweep } from './sweep'

const { databaseUrl, standIn, control, settleDown } = testShop()

let bag: Awaited<ReturnType<typeof smallProduct>>
let count = 0
const goods = (stock: number) => smallProduct({ handle: `goods-${++count}`, stock })

beforeAll(async () => {
  bag = await goods(1000)
})

const visit = async (session: string) => {
  const answer = await returnPage(new Request(`${origin}/checkout/return?session_id=${session}`))
  return answer.headers.get('location')
}
const loseWebhooks = () => control().webhookFault({ kind: 'lose', times: 100 })
const placed = { status: 'placed', paymentStatus: 'paid', review: [] }

test('paid: order, stock, address, customer and mails, and the cart is empty', async () => {
  const tea = await goods(10)
  const token = await fillCart({ variantId: tea.variantId, quantity: 2 })
  const session = await checkOut(token)
  expect(await shelfOf(tea.stockItemId)).toEqual({ onHand: 10, reserved: 2 })
  await control().pay({ session, fields: { email: 'Aroha@Example.com' } })
  await settleDown()
  expect(await shelfOf(tea.stockItemId)).toEqual({ onHand: 8, reserved: 0 })
  const order = await db().order.findFirstOrThrow({
    where: { attempts: { some: { sessionId: session } } },
    include: { addresses: true, customer: true, mails: { orderBy: { kind: 'asc' } } },
  })
  expect(order).toMatchObject({
    ...placed,
    email: 'Aroha@Example.com',
    customer: { email: 'aroha@example.com', name: 'Aroha Test' },
    mails: [
      { kind: 'order_confirmation', state: 'sent', recipient: 'Aroha@Example.com' },
      { kind: 'owner_notice', state: 'sent', recipient: 'shop@example.nz' },
    ],
  })
  expect(order.addresses.find(({ kind }) => kind === 'shipping')).toMatchObject({
    name: 'Aroha Test',
    line1: '12 Example Street',
    postcode: '3110',
    countryCode: 'NZ',
  })
  expect(await db().cartLine.count({ where: { cart: { token } } })).toBe(0)
})

test('the browser is closed after paying: the webhook places the order', async () => {
  const session = await checkOut(await fillCart(bag))
  await control().pay({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject(placed)
})

test('the webhook is lost: the return page places the order before it is shown', async () => {
  await loseWebhooks()
  const session = await checkOut(await fillCart(bag))
  await control().pay({ session })
  const { token } = await orderOf(session)
  expect(await visit(session)).toBe(`/orders/${token}`)
  expect(await orderOf(session)).toMatchObject(placed)
})

test('webhook and return page are both lost: the reconciler places the order', async () => {
  await loseWebhooks()
  const session = await checkOut(await fillCart(bag))
  await control().pay({ session })
  await hurryAttempts()
  expect(await reconcileAttempts()).toMatchObject({ failed: 0 })
  expect(await orderOf(session)).toMatchObject(placed)
})

test('the event was never made, and the reconciler missed it: the hourly sweep finds the payment', async () => {
  await control().webhookFault({ kind: 'never_make', times: 100 })
  const session = await checkOut(await fillCart(bag))
  await control().pay({ session })
  await sweep()
  expect(await orderOf(session)).toMatchObject(placed)
})

test('an order checked again by the admin finds its payment', async () => {
  await loseWebhooks()
  const session = await checkOut(await fillCart(bag))
  await control().pay({ session })
  await recheckOrder(owner, (await orderOf(session)).id)
  expect(await orderOf(session)).toMatchObject(placed)
})

test('the same event twenty times beside twenty visits of the return page is one payment', async () => {
  const tea = await goods(5)
  await control().webhookFault({ kind: 'duplicate', type: 'checkout.session.completed', copies: 20 })
  const session = await checkOut(await fillCart(tea))
  await control().pay({ session })
  const visits = await Promise.all(Array.from({ length: 20 }, () => visit(session)))
  await settleDown()
  const order = await orderOf(session)
  expect(new Set(visits)).toEqual(new Set([`/orders/${order.token}`]))
  expect(order).toMatchObject(placed)
  expect(await shelfOf(tea.stockItemId)).toEqual({ onHand: 4, reserved: 0 })
  expect(await db().orderEvent.count({ where: { orderId: order.id, kind: 'placed' } })).toBe(1)
})

test('one session settled twenty times at once answers twenty times the same', async () => {
  await loseWebhooks()
  const session = await checkOut(await fillCart(bag))
  await control().pay({ session })
  const answers = await Promise.all(Array.from({ length: 20 }, () => settle(session)))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await orderOf(session)).toMatchObject(placed)
})

test('events that arrive last first end in the same books', async () => {
  const session = await checkOut(await fillCart(bag))
  await control().holdWebhooks()
  await control().pay({ session })
  await control().refund({ session, amount: 1000 })
  await control().flushWebhooks({ order: 'newest_first' })
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'placed', paymentStatus: 'partially_refunded' })
})

test('a refund is told, and the payment it is about never was: both are booked', async () => {
  const session = await checkOut(await fillCart(bag))
  await loseWebhooks()
  await control().pay({ session })
  await control().clearFaults()
  await control().refund({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'placed', paymentStatus: 'refunded' })
})

test('the database is down when the shopper returns: the page sends them on, later all is booked', async () => {
  const session = await checkOut(await fillCart(bag))
  await loseWebhooks()
  await control().pay({ session })
  const database = await cutOff(databaseUrl())
  expect(await visit(session)).toBe('/cart?notice=checking')
  await database.back()
  await hurryAttempts()
  await reconcileAttempts()
  expect(await orderOf(session)).toMatchObject(placed)
})

test('Stripe can not be asked when the shopper returns: the order page says what it knows', async () => {
  const session = await checkOut(await fillCart(bag))
  await loseWebhooks()
  await control().pay({ session })
  await control().failNext({ kind: 'rate_limit', path: '/v1/checkout/sessions/*' })
  const { token } = await orderOf(session)
  expect(await visit(session)).toBe(`/orders/${token}`)
  expect(await visit(session)).toBe(`/orders/${token}`)
  expect(await orderOf(session)).toMatchObject(placed)
})

test('a made-up or foreign session leads to the cart and changes nothing', async () => {
  for (const session of ['cs_test_unknown', 'evil', '', '../admin', 'https://evil.example'])
    expect(await visit(session)).toMatch(/^\/cart/)
})

test('a payment at Stripe for an order that the shop does not know is told to the admin, once', async () => {
  const key = 'an-attempt-of-another-database'
  const created = await fetch(`${standIn().url}/v1/checkout/sessions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_stand_in' },
    body: new URLSearchParams({
      mode: 'payment',
      success_url: origin,
      'line_items[0][quantity]': '1',
      'line_items[0][price_data][currency]': 'nzd',
      'line_items[0][price_data][unit_amount]': '4900',
      'line_items[0][price_data][product_data][name]': 'Bag',
      'metadata[attempt]': key,
    }),
  })
  const { id } = await created.json()
  await control().pay({ session: id })
  await settleDown()
  await sweep()
  await sweep()
  expect(await db().discrepancy.findMany({ where: { subject: id } })).toMatchObject([
    { kind: 'unknown_session', resolvedAt: null },
  ])
})

test('an event that can not be worked through is parked where the admin sees it, and tried again', async () => {
  const session = await checkOut(await fillCart(bag))
  await control().pay({ session })
  await control().idle()
  await control().failNext({ kind: 'rate_limit', path: '/v1/checkout/sessions/*', times: 5 })
  for (let attempt = 0; attempt < 5; attempt++) {
    await work()
    await hurry()
  }
  const [event] = await db().webhookEvent.findMany({ where: { objectId: session } })
  expect(event).toMatchObject({ state: 'parked', attempts: 5, error: expect.stringContaining('Too many') })
  const mark = () => db().discrepancy.findFirst({ where: { kind: 'parked_event', subject: event?.id ?? '' } })
  expect(await mark()).toMatchObject({ resolvedAt: null })
  expect(await orderOf(session)).toMatchObject({ status: 'pending_payment' })
  await checkInvariants({ standIn: standIn() }).catch((error: Error) => {
    expect(error.message, 'only the payment itself is still missing').not.toMatch(/^- I[2-8]:/m)
  })
  await db().webhookEvent.updateMany({
    where: { state: 'parked' },
    data: { receivedAt: new Date(Date.now() - 120_000) },
  })
  await reconcileAttempts()
  await settleDown()
  expect(await orderOf(session)).toMatchObject(placed)
  expect(await mark()).toMatchObject({ resolvedBy: 'shop' })
})

test('an event worked through twice at once, and one that is gone, change nothing', async () => {
  const session = await checkOut(await fillCart(bag))
  await control().pay({ session })
  await control().idle()
  const events = await db().webhookEvent.findMany({ where: { state: 'received' } })
  await Promise.all(events.flatMap(({ id }) => [processEvent(id), processEvent(id), processEvent(id)]))
  await processEvent('evt_unknown')
  expect(await orderOf(session)).toMatchObject(placed)
})
