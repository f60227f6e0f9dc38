import { beforeAll, beforeEach, expect, test } from 'vitest'
import { installExpiry, tags } from '@/lib/cache'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { expireAfterPause, expireByClock } from './expire-by-clock'

testDatabase()

let expired: string[] = []
const minutes = 60_000
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds)

beforeAll(async () => {
  await smallShop()
  installExpiry((names) => expired.push(...names))
})

beforeEach(() => {
  expired = []
})

test('what came due since the last run is expired, however long ago that was', async () => {
  const tea = await smallProduct({ handle: 'tea', stock: 1 })
  await db().product.update({ where: { id: tea.productId }, data: { publishedAt: ago(20 * minutes) } })
  await expireByClock(ago(10 * minutes))
  expect(expired).not.toContain(tags.catalog)
  await expireByClock(ago(30 * minutes))
  expect(expired).toEqual(expect.arrayContaining([tags.product(tea.productId), tags.catalog]))
})

test('the delivery promise is expired once, when midnight or the hour of dispatch has passed', async () => {
  const dayBegan = new Date().setUTCHours(0, 0, 0, 0)
  const hourBegan = new Date().setUTCMinutes(0, 0, 0)
  const after = async (moment: number) => {
    expired = []
    await expireByClock(new Date(moment))
    return expired.includes(tags.delivery)
  }
  const dispatchCutoff = new Date(hourBegan).getUTCHours()
  await db().shop.update({ where: { id: 1 }, data: { timeZone: 'UTC', dispatchCutoff } })
  expect(await after(hourBegan - 1)).toBe(true)
  expect(await after(hourBegan)).toBe(false)
  await db().shop.update({ where: { id: 1 }, data: { dispatchCutoff: 0 } })
  expect(await after(dayBegan - 1)).toBe(true)
  expect(await after(dayBegan)).toBe(false)
})

test('after a pause without a worker everything is made anew', async () => {
  await expireAfterPause()
  expect(expired, 'a new shop').toEqual([])
  const seen = (seenAt: Date) =>
    db().workerHeartbeat.upsert({ where: { id: 1 }, create: { seenAt }, update: { seenAt } })
  await seen(ago(5_000))
  await expireAfterPause()
  expect(expired).toEqual([])
  await seen(ago(2 * minutes))
  await expireAfterPause()
  expect(expired).toEqual([tags.everything])
})
