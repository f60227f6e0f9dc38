import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { smallShop } from '@/prisma/factories'
import { Prisma } from '@/prisma/generated/client'
import { closeDb, db, onCommit, prismaTransaction, sql, transaction } from './db'
import { planAnew } from './pg-statements'
import { testDatabase } from './testing/database'

testDatabase()

beforeAll(async () => {
  await smallShop()
})

const named = () => sql().$queryRaw<{ name: string }[]>`SELECT name FROM shop`
const rename = Prisma.sql`UPDATE shop SET name = 'Renamed'`

test('a row is the same whether Prisma or the driver has read it', async () => {
  const id = 9_007_199_254_740_993n
  const all = Prisma.sql`SELECT ${id}::bigint AS big, ARRAY[1, NULL, ${id}]::bigint[] AS bigs, 7::int AS small,
    ARRAY[1, 2]::int[] AS smalls, 'a' AS text, ARRAY['a', 'b"', NULL] AS texts, true AS yes, NULL::bigint AS none, 1.5::float8 AS half,
    timestamptz '2026-02-03 04:05:06.789+13' AS instant, timestamp '2026-02-03 04:05:06' AS local, date '2026-02-03' AS day,
    '{"a": [1, null]}'::jsonb AS json, ${randomUUID()}::uuid AS uuid, '\\x00ff'::bytea AS bytes`
  const ours = await sql().$queryRaw<Record<string, unknown>[]>(all)
  const prismas = await db().$queryRaw<Record<string, unknown>[]>(all)
  const plain = (rows: Record<string, unknown>[]) =>
    rows.map((row) => ({ ...row, bytes: [...(row.bytes as Uint8Array)] }))
  expect(plain(ours)).toEqual(plain(prismas))
})

test('values arrive as they were given, fragments become part of the text', async () => {
  const day = new Date('2026-02-03T04:05:06.789Z')
  const ids = [1n, 9_007_199_254_740_993n]
  const hostile = `'; DROP TABLE shop; --"\\`
  const where = Prisma.sql`WHERE ${true} AND ${hostile} <> ''`
  const rows = await sql().$queryRaw`
    SELECT ${day}::timestamptz AS day, ${ids}::bigint[] AS ids, ${hostile} AS hostile, ${null}::int AS none, ${{ a: 1 }}::jsonb AS json
    FROM shop ${where} ${Prisma.empty}`
  expect(rows).toEqual([{ day, ids, hostile, none: null, json: { a: 1 } }])
})

test('one place in the source says another thing where a fragment takes the place of a value', async () => {
  const asked = async (what: unknown) => (await sql().$queryRaw<object[]>`SELECT ${what} AS found`)[0]
  expect(await asked('a')).toEqual({ found: 'a' })
  expect(await asked(Prisma.sql`1 + ${2}::int`)).toEqual({ found: 3 })
  expect(await asked('b')).toEqual({ found: 'b' })
})

test('a statement stays prepared under its text, one that is planned anew has no name', async () => {
  const kept = await transaction(async (tx) => {
    for (const id of [1, 2]) {
      await tx.$queryRaw`SELECT ${id}::int AS kept_statement`
      await tx.$queryRaw`${Prisma.raw(planAnew)} SELECT ${id}::int AS unkept_statement`
    }
    return tx.$queryRaw<{ statement: string }[]>`
      SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%kept_statement%' AND statement NOT LIKE '%LIKE%'`
  })
  expect(kept).toEqual([{ statement: 'SELECT $1::int AS kept_statement' }])
})

for (const [name, run] of [
  ['ours', transaction],
  ['Prisma’s', prismaTransaction],
] as const) {
  test(`a throw undoes all of it, and what waited for the commit does not run: ${name}`, async () => {
    let ran = 0
    const thrown = run(async (tx) => {
      onCommit(tx, () => {
        ran++
      })
      expect(await tx.$executeRaw(rename)).toBe(1)
      throw new Error('changed my mind')
    })
    await expect(thrown).rejects.toThrow('changed my mind')
    expect((await named())[0]?.name).not.toBe('Renamed')
    expect(ran).toBe(0)
    await run(async (tx) => {
      onCommit(tx, async () => {
        ran = (await named()).length
      })
    })
    expect(ran).toBe(1)
  })
}

test('what comes after the end of its transaction runs in no other', async () => {
  let late: Promise<unknown> | undefined
  await transaction(async (tx) => {
    late = new Promise((resolve) => setTimeout(resolve, 50)).then(() => tx.$executeRaw(rename))
    late.catch(() => {})
  })
  await expect(late).rejects.toThrow('has ended')
  expect((await named())[0]?.name).not.toBe('Renamed')
  expect(() => onCommit(sql(), () => {})).toThrow('no transaction')
})

test('times are UTC, whatever zone the database is of', async () => {
  const [{ name = '' } = {}] = await sql().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
  await sql().$executeRaw(
    Prisma.sql`ALTER DATABASE ${Prisma.raw(`"${name}"`)} SET timezone = 'Pacific/Auckland'`,
  )
  await closeDb()
  const before = new Date()
  await db().shop.update({ where: { id: 1 }, data: { name: 'Of another zone' } })
  const [row] = await sql().$queryRaw<{ updated_at: Date }[]>`SELECT updated_at FROM shop`
  expect(Math.abs((row?.updated_at.getTime() ?? 0) - before.getTime())).toBeLessThan(60_000)
})

test('an error that work kept to itself is no success', async () => {
  const kept = transaction(async (tx) => {
    await tx.$executeRaw(rename)
    await tx.$queryRaw`SELECT 1 / 0`.catch(() => {})
  })
  await expect(kept).rejects.toThrow('rolled back')
  expect((await named())[0]?.name).not.toBe('Renamed')
})

test('a connection that is cut in the middle fails its own work only', async () => {
  const cut = transaction(async (tx) => {
    const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    await sql().$queryRaw`SELECT pg_terminate_backend(${own?.pid}::int)`
    await tx.$executeRaw(rename)
  })
  await expect(cut).rejects.toThrow()
  expect((await named())[0]?.name).not.toBe('Renamed')
})
