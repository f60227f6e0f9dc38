import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { db, prismaTransaction } from '@/lib/db'
import { checkOut, fillCart, orderOf, testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { smallOrder, smallProduct } from '@/prisma/factories'
import { clearReview } from './clear-review'
import { listDiscrepancies, reportDiscrepancy, resolveDiscrepancy } from './discrepancies'
import { markSent, shipmentForm } from './mark-sent'
import { countOrders, getOrder, getOrderByToken, listOrders, orderFilter } from './orders'
import { requestRefund } from './request-refund'

const shop = testShop()
const { control, settleDown } = shop

let tea: Awaited<ReturnType<typeof smallProduct>>
let course: Awaited<ReturnType<typeof smallProduct>>

beforeAll(async () => {
  tea = await smallProduct({ handle: 'tea', stock: 1000 })
  course = await smallProduct({ handle: 'course', stock: [], sent: false })
})

const paidOrder = (email = 'aroha.test@example.com', goods = tea, quantity = 2) =>
  shop.paidOrder({ ...goods, quantity }, { fields: { email } })

const sending = (order: { id: bigint; version: number }) => ({
  orderId: order.id,
  version: order.version,
  carrier: 'NZ Post',
  trackingNumber: 'AB123NZ',
  trackingUrl: 'https://www.nzpost.co.nz/track/AB123NZ',
})
const now = (order: { id: bigint }) => db().order.findUniqueOrThrow({ where: { id: order.id } })

test('an order is sent once, with its number in the mail and who sent it in the log', async () => {
  const order = await paidOrder()
  const results = await Promise.allSettled([markSent(owner, sending(order)), markSent(owner, sending(order))])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await settleDown()
  expect(await now(order)).toMatchObject({ fulfilment: 'fulfilled' })
  const mails = await db().mail.findMany({ where: { orderId: order.id, kind: { startsWith: 'shipment:' } } })
  expect(mails).toMatchObject([{ state: 'sent', text: expect.stringContaining('NZ Post AB123NZ') }])
  expect(
    await db().auditLog.findFirst({ where: { action: 'order.sent', subjectId: String(order.id) } }),
  ).toMatchObject({ actor: 'Ana', before: { fulfilment: 'unfulfilled' } })
  await expect(markSent(owner, sending(await now(order)))).rejects.toMatchObject({
    message: expect.stringContaining('Nothing of this order is left'),
  })
})

test('what was refunded is not sent, and what needs no parcel has nothing to send', async () => {
  const order = await paidOrder()
  await requestRefund(owner, {
    orderId: order.id,
    version: order.version,
    lines: [{ lineId: order.lines[0]?.id ?? 0n, quantity: 1, restock: true }],
    reason: '',
    requestKey: randomUUID(),
  })
  await settleDown()
  await markSent(owner, sending(await now(order)))
  expect((await getOrder(order.id))?.lines).toMatchObject([{ shippedQuantity: 1, refundedQuantity: 1 }])
  const online = await paidOrder('kiri@example.com', course)
  await expect(markSent(owner, sending(online))).rejects.toMatchObject({ code: 'INVALID' })
})

test('an order that is not paid, or that needs a look, is not sent; a cleared one is', async () => {
  const open = await orderOf(await checkOut(await fillCart(tea)))
  await expect(markSent(owner, sending(open))).rejects.toMatchObject({
    message: expect.stringContaining('Only a paid order'),
  })
  const session = await checkOut(await fillCart(tea))
  await control().tamper({ session, amount_total: 100 })
  await control().pay({ session })
  await settleDown()
  const order = await orderOf(session)
  await expect(markSent(owner, sending(order))).rejects.toMatchObject({
    message: expect.stringContaining('needs a look'),
  })
  const note = { orderId: order.id, version: order.version, note: 'The shopper paid the rest in cash.' }
  await clearReview(owner, note)
  await expect(clearReview(owner, note)).rejects.toMatchObject({ code: 'CONFLICT' })
  const cleared = await now(order)
  await expect(clearReview(owner, { ...note, version: cleared.version })).rejects.toMatchObject({
    code: 'INVALID',
  })
  expect(await db().auditLog.findFirst({ where: { action: 'order.review' } })).toMatchObject({
    before: { review: ['amount_mismatch'] },
    after: { review: [], note: note.note },
  })
  await markSent(owner, sending(cleared))
})

test('a tracking address leads to https, and nowhere that runs in a page', () => {
  const form = { orderId: '1', version: '1', carrier: 'NZ Post', trackingNumber: '1', trackingUrl: '' }
  expect(shipmentForm.safeParse(form).success).toBe(true)
  expect(shipmentForm.safeParse({ ...form, trackingUrl: 'https://nzpost.co.nz/1' }).success).toBe(true)
  for (const trackingUrl of ['javascript:alert(1)', 'http://nzpost.co.nz', 'nzpost', 'data:text/html,x'])
    expect(shipmentForm.safeParse({ ...form, trackingUrl }).success, trackingUrl).toBe(false)
})

test('a discrepancy stands once while it is open, is resolved once, and may come again', async () => {
  const report = () =>
    prismaTransaction((tx) => reportDiscrepancy(tx, 'refund_mismatch', '1001', 'Look at it.'))
  await Promise.all([report(), report(), report()])
  const mine = async () => (await listDiscrepancies()).filter(({ kind }) => kind === 'refund_mismatch')
  const [open, ...others] = await mine()
  expect(others).toEqual([])
  const id = BigInt(open?.id ?? '0')
  const results = await Promise.allSettled([
    resolveDiscrepancy(owner, id, 'Done.'),
    resolveDiscrepancy(owner, id, 'Done.'),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await mine()).toEqual([])
  await report()
  expect(await mine()).toHaveLength(1)
})

const list = (filter: object) => listOrders(orderFilter.parse(filter))

test('orders are found by number, e-mail, name and what was bought, in any case', async () => {
  const order = await paidOrder('Mere.Wilson@example.co.nz', course, 1)
  for (const search of [String(order.number), `#${order.number}`, 'mere.wilson', 'WILSON@EXAMPLE']) {
    const { orders } = await list({ search })
    expect(
      orders.map(({ id }) => id),
      search,
    ).toContain(String(order.id))
  }
  expect((await list({ search: 'The course' })).orders.length).toBeGreaterThan(0)
  expect((await list({ search: 'nobody by that name' })).orders).toEqual([])
  for (const search of ["' OR 1=1 --", '99999999999999', 'no\u0000body', 'x'.repeat(200), '%', 'Mere_Wilson'])
    expect((await list({ search })).orders, search).toEqual([])
})

test('the list counts what was bought by the piece, and needs one piece to be sent', async () => {
  const { orderId } = await smallOrder({ stockItemId: 0n, quantity: 3 }, { stockItemId: 0n, quantity: 1 })
  const { orderId: course } = await smallOrder({ stockItemId: 0n, quantity: 1 })
  await db().orderLine.updateMany({ where: { orderId: course }, data: { requiresShipping: false } })
  const { orders } = await list({ show: 'unpaid' })
  const row = (wanted: bigint) => orders.find(({ id }) => id === String(wanted))
  expect(row(orderId)).toMatchObject({ itemCount: 4, isSent: true })
  expect(row(course)).toMatchObject({ itemCount: 1, isSent: false })
  await db().order.updateMany({ where: { id: { in: [orderId, course] } }, data: { status: 'expired' } })
})

test('orders are listed by what needs doing', async () => {
  const order = await paidOrder()
  const has = async (show: string) => (await list({ show })).orders.some(({ id }) => id === String(order.id))
  const before = await countOrders()
  expect([await has('all'), await has('to_send'), await has('sent'), await has('review')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  await markSent(owner, sending(order))
  expect([await has('to_send'), await has('sent')]).toEqual([false, true])
  expect((await countOrders()).toSend).toBe(before.toSend - 1)
})

test('a long list comes in pages that neither repeat nor leave out an order', async () => {
  await db().order.createMany({
    data: Array.from({ length: 120 }, (_, index) => ({
      token: `expired-order-with-a-long-token-${index}`,
      status: 'expired' as const,
      currency: 'NZD',
      subtotal: 0,
      total: 0,
      countryCode: 'NZ',
    })),
  })
  const seen: string[] = []
  let before: string | null | undefined
  do {
    const page = await list({ show: 'ended', ...(before && { before }) })
    expect(page.orders.length).toBeLessThanOrEqual(50)
    seen.push(...page.orders.map(({ id }) => id))
    before = page.next
  } while (before)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual([...seen].sort((a, b) => Number(b) - Number(a)))
  expect(seen.length).toBe(await db().order.count({ where: { status: { in: ['expired', 'cancelled'] } } }))
})

test('a garbled filter is no filter, and no error', () => {
  expect(orderFilter.parse({ show: 'everything', before: 'x', search: 7 })).toEqual({
    show: 'all',
    search: '',
    before: undefined,
  })
})

test('an order opens by its token only', async () => {
  const order = await paidOrder()
  expect(await getOrderByToken(order.token)).toMatchObject({ id: String(order.id), paymentStatus: 'paid' })
  for (const token of [
    '',
    String(order.id),
    order.token.slice(1),
    `${order.token}x`,
    "' OR ''='",
    'A'.repeat(32),
  ])
    expect(await getOrderByToken(token), token).toBeNull()
})
