import { expect, test } from 'vitest'
import { db, sql } from '@/lib/db'
import { freshDatabase, testDatabase } from './database'

testDatabase()

test('a test file has a migrated database without a shop in it', async () => {
  expect(await db().shop.count()).toBe(0)
  const jobTables = await sql().$queryRaw`select count(*)::int as "count" from graphile_worker.jobs`
  expect(jobTables).toEqual([{ count: 0 }])
})

test('a fresh database forgets what an earlier test wrote', async () => {
  await db().customer.create({ data: { email: 'ana@example.nz' } })
  await freshDatabase()
  expect(await db().customer.count()).toBe(0)
})
