import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { db, transaction } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { stockAddsUp } from '@/lib/testing/invariants'
import { shelfOf } from '@/lib/testing/shelf'
import { owner } from '@/lib/testing/staff'
import { smallOrder, smallProduct, smallShop } from '@/prisma/factories'
import { adjustStock, stockAdjustment } from './adjust-stock'
import { holdStock } from './hold-stock'

testDatabase()

let stockItemId: bigint
let count = 0

beforeAll(smallShop)

beforeEach(async () => {
  stockItemId = (await smallProduct({ handle: `bag-${++count}`, stock: 10 })).stockItemId
})

afterEach(async () => {
  expect(await stockAddsUp()).toEqual([])
})

const adjustment = (change: Partial<Parameters<typeof adjustStock>[1]> = {}) => ({
  stockItemId,
  onHand: 10,
  delta: 5,
  kind: 'received' as const,
  reason: 'A delivery came.',
  requestKey: randomUUID(),
  ...change,
})

test('an adjustment moves the shelf and says who did it and why', async () => {
  await adjustStock(owner, adjustment())
  expect(await shelfOf(stockItemId)).toEqual({ onHand: 15, reserved: 0 })
  expect(await db().stockMove.findFirst({ where: { stockItemId, kind: 'received' } })).toMatchObject({
    delta: 5,
    reason: 'A delivery came.',
    actor: 'Ana',
  })
  const log = await db().auditLog.findFirst({ where: { subjectId: String(stockItemId) } })
  expect(log).toMatchObject({
    staffId: 'staff-1',
    action: 'stock.received',
    before: { onHand: 10 },
    after: { onHand: 15, reason: 'A delivery came.' },
  })
})

test('the same form sent twice, or twice at once, adjusts once', async () => {
  const form = adjustment()
  await Promise.all([adjustStock(owner, form), adjustStock(owner, form)])
  await adjustStock(owner, form)
  expect(await shelfOf(stockItemId)).toEqual({ onHand: 15, reserved: 0 })
  expect(await db().auditLog.count({ where: { subjectId: String(stockItemId) } })).toBe(1)
})

test('an adjustment made from an old number is refused with the new one', async () => {
  await adjustStock(owner, adjustment())
  await expect(adjustStock(owner, adjustment({ delta: -10 }))).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('15 on hand'),
    field: 'delta',
  })
  expect(await shelfOf(stockItemId)).toEqual({ onHand: 15, reserved: 0 })
})

test('two people adjusting from the same number: one of them looks again', async () => {
  const results = await Promise.allSettled([
    adjustStock(owner, adjustment({ delta: 1 })),
    adjustStock(owner, adjustment({ delta: 2 })),
  ])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('the shelf never falls below what is promised, or below nothing', async () => {
  await expect(adjustStock(owner, adjustment({ delta: -11, kind: 'damaged' }))).rejects.toMatchObject({
    code: 'INVALID',
  })
  const order = await smallOrder({ stockItemId, quantity: 4 })
  await transaction((tx) => holdStock(tx, order.orderId, order.demands))
  await expect(adjustStock(owner, adjustment({ delta: -7, kind: 'counted' }))).rejects.toMatchObject({
    message: expect.stringContaining('4 are promised'),
  })
  await adjustStock(owner, adjustment({ delta: -6, kind: 'counted' }))
  expect(await shelfOf(stockItemId)).toEqual({ onHand: 4, reserved: 4 })
})

test('an item that is gone is said to be', async () => {
  await expect(adjustStock(owner, adjustment({ stockItemId: 999_999n }))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('a form is refused for a delta of nothing, a fraction, words, too much, no reason, a foreign kind', () => {
  const form = { ...adjustment(), stockItemId: '1', onHand: '10' }
  expect(stockAdjustment.safeParse({ ...form, delta: '-3' }).success).toBe(true)
  for (const bad of [
    { delta: '0' },
    { delta: '1.5' },
    { delta: 'many' },
    { delta: '1e9' },
    { onHand: '-1' },
    { reason: '  ' },
    { reason: 'x'.repeat(501) },
    { kind: 'sold' },
    { requestKey: 'again' },
    { stockItemId: '-1' },
  ])
    expect(stockAdjustment.safeParse({ ...form, ...bad }).success, JSON.stringify(bad)).toBe(false)
})
