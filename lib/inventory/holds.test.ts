import pg from 'pg'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { tags } from '@/lib/cache'
import { db, type PrismaTx, prismaTransaction, sql } from '@/lib/db'
import { isDomainError } from '@/lib/errors'
import { testDatabase } from '@/lib/testing/database'
import { stockAddsUp } from '@/lib/testing/invariants'
import { shelfOf } from '@/lib/testing/shelf'
import { smallOrder, smallProduct, smallShop } from '@/prisma/factories'
import { commitHolds } from './commit-holds'
import { holdStock } from './hold-stock'
import { releaseHolds } from './release-holds'
import { restockRefund } from './restock'
import { retakeStock } from './retake-stock'

const { url } = testDatabase()

let count = 0
const item = async (stock: number) => (await smallProduct({ handle: `item-${++count}`, stock })).stockItemId

type Order = Awaited<ReturnType<typeof smallOrder>>
const hold = ({ orderId, demands }: Order) => prismaTransaction((tx) => holdStock(tx, orderId, demands))
const setStatus = ({ orderId }: Order, status: 'placed' | 'expired') =>
  db().order.update({ where: { id: orderId }, data: { status } })

/** What settling does in one transaction, as far as the shelf goes. */
const place = (order: Order) =>
  prismaTransaction(async (tx) => {
    await tx.order.update({ where: { id: order.orderId }, data: { status: 'placed' } })
    return commitHolds(tx, order.orderId, 'order 1')
  })
const end = (order: Order) =>
  prismaTransaction(async (tx) => {
    await tx.order.update({ where: { id: order.orderId }, data: { status: 'expired' } })
    await releaseHolds(tx, order.orderId)
  })

beforeAll(smallShop)

afterEach(async () => {
  expect(await stockAddsUp()).toEqual([])
})

test('a hold promises stock, a payment takes it off the shelf, and twice is once', async () => {
  const bag = await item(10)
  const order = await smallOrder({ stockItemId: bag, quantity: 3 })
  await hold(order)
  expect(await shelfOf(bag)).toEqual({ onHand: 10, reserved: 3 })
  expect(await place(order)).toBe(1)
  expect(await place(order)).toBe(0)
  expect(await shelfOf(bag)).toEqual({ onHand: 7, reserved: 0 })
  expect(await db().stockMove.findMany({ where: { stockItemId: bag, kind: 'sold' } })).toMatchObject([
    { delta: -3, actor: 'order 1' },
  ])
})

test('a hold given back leaves no trace on the shelf, and twice is once', async () => {
  const bag = await item(5)
  const order = await smallOrder({ stockItemId: bag, quantity: 5 })
  await hold(order)
  await end(order)
  await end(order)
  expect(await shelfOf(bag)).toEqual({ onHand: 5, reserved: 0 })
})

test('two lines that draw on one item are counted together', async () => {
  const bag = await item(3)
  const two = await smallOrder({ stockItemId: bag, quantity: 2 }, { stockItemId: bag, quantity: 2 })
  await expect(hold(two)).rejects.toMatchObject({ code: 'OUT_OF_STOCK' })
  expect(await shelfOf(bag)).toEqual({ onHand: 3, reserved: 0 })
  await db().order.deleteMany({ where: { id: two.orderId } })
  const fits = await smallOrder({ stockItemId: bag, quantity: 2 }, { stockItemId: bag, quantity: 1 })
  await hold(fits)
  expect(await shelfOf(bag)).toEqual({ onHand: 3, reserved: 3 })
})

test('an order gets all of its items or none', async () => {
  const [there, gone] = [await item(5), await item(0)]
  const order = await smallOrder({ stockItemId: there, quantity: 1 }, { stockItemId: gone, quantity: 1 })
  await expect(hold(order)).rejects.toMatchObject({ code: 'OUT_OF_STOCK' })
  expect(await shelfOf(there)).toEqual({ onHand: 5, reserved: 0 })
  expect(await db().hold.count({ where: { orderId: order.orderId } })).toBe(0)
})

test('fifty orders for the last unit: one gets it', async () => {
  const last = await item(1)
  const orders = await Promise.all(
    Array.from({ length: 50 }, () => smallOrder({ stockItemId: last, quantity: 1 })),
  )
  const results = await Promise.allSettled(orders.map(hold))
  const lost = results.filter((result) => result.status === 'rejected')
  expect(lost).toHaveLength(49)
  expect(lost.every(({ reason }) => isDomainError(reason) && reason.code === 'OUT_OF_STOCK')).toBe(true)
  expect(await shelfOf(last)).toEqual({ onHand: 1, reserved: 1 })
  await db().order.updateMany({
    where: { id: { in: orders.map(({ orderId }) => orderId) }, holds: { none: {} } },
    data: { status: 'expired' },
  })
})

test('orders that name the same items in opposite order never wait for each other in a circle', async () => {
  const items = await Promise.all([item(400), item(400), item(400)])
  const orders = await Promise.all(
    Array.from({ length: 40 }, (_, index) => {
      const lines = items.map((stockItemId) => ({ stockItemId, quantity: 1 }))
      return smallOrder(...(index % 2 ? lines : lines.reverse()))
    }),
  )
  await Promise.all(orders.map(hold))
  await Promise.all(orders.map((order, index) => (index % 2 ? place(order) : end(order))))
  for (const stockItemId of items) expect(await shelfOf(stockItemId)).toEqual({ onHand: 380, reserved: 0 })
})

test('late money takes the stock again when all of it is there', async () => {
  const bag = await item(2)
  const order = await smallOrder({ stockItemId: bag, quantity: 2 })
  await hold(order)
  await end(order)
  await prismaTransaction(async (tx) => {
    expect(await retakeStock(tx, order.orderId)).toBe(true)
    await tx.order.update({ where: { id: order.orderId }, data: { status: 'placed' } })
    await commitHolds(tx, order.orderId, 'order 1')
  })
  expect(await shelfOf(bag)).toEqual({ onHand: 0, reserved: 0 })
})

test('late money changes nothing when a part of the goods is sold', async () => {
  const [rare, plenty] = [await item(1), await item(9)]
  const lines = [
    { stockItemId: rare, quantity: 1 },
    { stockItemId: plenty, quantity: 1 },
  ]
  const late = await smallOrder(...lines)
  await hold(late)
  await end(late)
  const quick = await smallOrder({ stockItemId: rare, quantity: 1 })
  await hold(quick)
  expect(await prismaTransaction((tx) => retakeStock(tx, late.orderId))).toBe(false)
  expect(await shelfOf(plenty)).toEqual({ onHand: 9, reserved: 0 })
  expect(await shelfOf(rare)).toEqual({ onHand: 1, reserved: 1 })
})

test('a refund puts back what it says, once, and a set gives back all its parts', async () => {
  const [tin, spoon] = [await item(10), await item(20)]
  const order = await smallOrder({ stockItemId: tin, quantity: 2 })
  const [line] = order.demands
  if (!line) throw new Error('the order has no line')
  const set = { ...order, demands: [line, { ...line, stockItemId: spoon, quantity: 4 }] }
  await hold(set)
  await place(set)
  const refund = await db().refund.create({
    data: {
      orderId: order.orderId,
      paymentIntentId: 'pi_1',
      amount: 1,
      currency: 'NZD',
      actor: 'Ana',
      lines: { create: { orderLineId: line.orderLineId, quantity: 1, restock: true } },
    },
  })
  await prismaTransaction((tx) => restockRefund(tx, refund.id, 'refund 1'))
  await prismaTransaction((tx) => restockRefund(tx, refund.id, 'refund 1'))
  expect(await shelfOf(tin)).toEqual({ onHand: 9, reserved: 0 })
  expect(await shelfOf(spoon)).toEqual({ onHand: 18, reserved: 0 })
})

test('a refund without restocking leaves the shelf alone', async () => {
  const bag = await item(4)
  const order = await smallOrder({ stockItemId: bag, quantity: 1 })
  await hold(order)
  await place(order)
  const refund = await db().refund.create({
    data: {
      orderId: order.orderId,
      paymentIntentId: 'pi_1',
      amount: 1,
      currency: 'NZD',
      actor: 'Ana',
      lines: { create: { orderLineId: order.demands[0]?.orderLineId ?? 0n, quantity: 1, restock: false } },
    },
  })
  await prismaTransaction((tx) => restockRefund(tx, refund.id, 'refund 1'))
  expect(await shelfOf(bag)).toEqual({ onHand: 3, reserved: 0 })
})

test('a sale expires a page only when its word about stock changes', async () => {
  const goods = await smallProduct({ handle: 'watched', stock: 8 })
  const heard: string[] = []
  const listener = new pg.Client(url())
  await listener.connect()
  await listener.query('LISTEN shop_cache')
  listener.on('notification', ({ payload }) => heard.push(...JSON.parse(payload ?? '{}').tags))
  // NOTIFY arrives in order: once our own word is heard, everything before it has been.
  const listen = async () => {
    const done = new Promise<void>((resolve) => {
      const check = () => (heard.includes('done') ? resolve() : listener.once('notification', check))
      listener.once('notification', check)
    })
    await sql().$executeRaw`SELECT pg_notify('shop_cache', '{"tags":["done"]}')`
    await done
    return heard.splice(0).filter((tag) => tag !== 'done')
  }
  const buy = async (quantity: number) => {
    const order = await smallOrder({ stockItemId: goods.stockItemId, quantity })
    await hold(order)
    return order
  }
  await buy(1)
  await buy(1)
  expect(await listen(), '8 to 6 is "in stock" all along').toEqual([])
  const order = await buy(1)
  expect(await listen(), '5 is low').toEqual([tags.product(goods.productId)])
  await place(order)
  expect(await listen(), 'paying changes nothing for others').toEqual([])
  const rest = await buy(5)
  expect(await listen(), '0 is sold out').toEqual([tags.product(goods.productId)])
  await end(rest)
  expect(await listen(), '5 again').toEqual([tags.product(goods.productId)])
  await listener.end()
})

test('a transaction that fails after the hold takes the promise back', async () => {
  const bag = await item(1)
  const order = await smallOrder({ stockItemId: bag, quantity: 1 })
  const failing = (tx: PrismaTx) =>
    holdStock(tx, order.orderId, order.demands).then(() => Promise.reject(new Error('later')))
  await expect(prismaTransaction(failing)).rejects.toThrow('later')
  expect(await shelfOf(bag)).toEqual({ onHand: 1, reserved: 0 })
  await setStatus(order, 'expired')
})
