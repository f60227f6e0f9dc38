import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { Prisma } from '@/prisma/generated/client'
import { type KeysetCursor, type KeysetPage, readKeyset, readNarrowedKeyset } from './keyset'

testDatabase()

const rows = 1200
/** So many are walked by, and sorted. */
const most = 40

// Each value several times, so that pages end among equal ones; of an even number the planner knows that half of them is.
beforeAll(async () => {
  await sql().$executeRaw`CREATE SEQUENCE looked_at`
  await sql().$executeRaw`CREATE TABLE item AS
    SELECT n AS id, n / 9 AS size, chr(65 + n / 7 % 26) AS title, n % 2 = 0 AS even FROM generate_series(1, ${rows}::int) n`
  await sql().$executeRaw`CREATE INDEX ON item (id)`
  await sql().$executeRaw`CREATE INDEX ON item (size, id)`
  await sql().$executeRaw`CREATE INDEX ON item (title, id)`
  await sql().$executeRaw`VACUUM ANALYZE item`
})
beforeEach(async () => {
  await sql().$executeRaw`SELECT setval('looked_at', 1, false)`
})

const items = Prisma.sql`item`
const sorts = {
  id: null,
  size: { column: Prisma.sql`place.size`, type: 'int' },
  title: { column: Prisma.sql`place.title`, type: 'text' },
} as const

const listed = (condition: Prisma.Sql, sort: keyof typeof sorts, marks: Prisma.Sql | null = null) => {
  const order = { id: Prisma.sql`place.id`, sort: sorts[sort] }
  const rows = (from: Prisma.Sql) => Prisma.sql`FROM ${from} place WHERE ${condition}`
  const nearer = Prisma.sql`FROM ${items} place WHERE true`
  return {
    ...order,
    rows: rows(items),
    beside: null as { rows: Prisma.Sql; id: Prisma.Sql; sort: (typeof sorts)[keyof typeof sorts] } | null,
    walk: { ...order, nearer, rows, marks: marks && { condition: marks, of: 'all' as const } },
  }
}

async function allPages(read: (page: KeysetPage) => Promise<KeysetCursor[]>, descending: boolean) {
  const found: KeysetCursor[] = []
  for (;;) {
    const page = await read({ after: found.at(-1) ?? null, descending, limit: 6 })
    found.push(...page)
    if (page.length < 6) return found
  }
}

test.each([
  ['nearly all rows meet', Prisma.sql`place.id % 10 <> 0`, 1080],
  ['few rows meet', Prisma.sql`place.id % 130 = 0`, 9],
  ['no row meets', Prisma.sql`place.id % 2 = 0 AND place.id % 2 = 1`, 0],
  ['no row meets, and half of them are believed to', Prisma.sql`place.even AND place.id % 2 = 1 IS TRUE`, 0],
  ['many rows meet, at one end of the order', Prisma.sql`place.id > 950`, 250],
  ['half of the rows meet, behind what is walked by', Prisma.sql`place.id > 600`, 600],
  ['as many rows meet as are sorted', Prisma.sql`place.id BETWEEN 201 AND 240`, 40],
  ['one row more meets', Prisma.sql`place.id BETWEEN 201 AND 241`, 41],
])('a condition that %s gives the same, page after page', async (_, condition, count) => {
  for (const sort of ['id', 'size', 'title'] as const)
    for (const descending of [false, true]) {
      const expected = await allPages((page) => readKeyset(listed(condition, sort), page), descending)
      expect(expected).toHaveLength(count)
      for (const marks of [null, Prisma.sql`true`]) {
        const list = listed(condition, sort, marks)
        for (const beside of [null, { id: list.id, sort: list.sort, rows: list.rows }])
          expect(
            await allPages((page) => readNarrowedKeyset({ ...list, beside }, page, most), descending),
          ).toEqual(expected)
      }
    }
})

test('a page that the first rows fill looks at no others', async () => {
  const condition = Prisma.sql`nextval('looked_at') > 0 AND place.even`
  const page = { after: null, descending: false, limit: 6 }
  expect(await readNarrowedKeyset(listed(condition, 'id'), page, most)).toHaveLength(6)
  expect(await lookedAt()).toBeLessThanOrEqual(most)
})

test('of a condition that more rows meet no more are read to be sorted', async () => {
  // The walk of 40 finds none, and of all behind them 41 are read: then ten times as much of the order is walked along.
  const condition = Prisma.sql`nextval('looked_at') > 0 AND place.id > 40`
  const page = { after: null, descending: false, limit: 6 }
  expect((await readNarrowedKeyset(listed(condition, 'id'), page, most))[0]).toEqual({
    id: '41',
    value: null,
  })
  expect(await lookedAt()).toBeLessThanOrEqual(most + (most + most + 1) + 10 * most)
})

async function lookedAt() {
  const [row] = await sql().$queryRaw<{ n: number }[]>`SELECT last_value::int AS n FROM looked_at`
  return row?.n
}

test('a place in time is one that there is; every other is refused before the database is asked', async () => {
  const made = Prisma.sql`(timestamptz '2026-02-27 23:59:58.5Z' + place.id * interval '1 second')`
  const list = {
    rows: Prisma.sql`FROM item place WHERE true`,
    id: Prisma.sql`place.id`,
    sort: { column: made, type: 'timestamptz' },
  } as const
  const after = (value: string) =>
    readKeyset(list, { after: { id: '1', value }, descending: false, limit: 1 })
  const [first] = await readKeyset(list, { after: null, descending: false, limit: 1 })
  expect((await after(first?.value ?? ''))[0]?.id).toBe('2')
  for (const day of ['2026-02-30', '0000-01-01', '2026-13-01'])
    await expect(after(`${day} 00:00:00+00`), day).rejects.toThrow('Invalid cursor')
  for (const time of ['99:00:00+00', '24:00:00+00', '00:00:00+99', '00:00:00', '00:00:00.1234567+00', 'noon'])
    await expect(after(`2026-02-27 ${time}`), time).rejects.toThrow('Invalid cursor')
})
