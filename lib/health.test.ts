import pg from 'pg'
import { expect, test } from 'vitest'
import { closeDb, db, sql } from './db'
import { health } from './health'
import { testDatabase } from './testing/database'

const { url } = testDatabase()

const beat = (seenAt: Date) =>
  db().workerHeartbeat.upsert({ where: { id: 1 }, create: { seenAt }, update: { seenAt } })

test('health is ok when the migrations are applied and the worker was seen just now', async () => {
  await beat(new Date())
  expect(await health()).toEqual({ ok: true, database: 'ok', migrations: 'ok', worker: 'ok' })
})

test('health names a worker that fell silent', async () => {
  await beat(new Date(Date.now() - 120_000))
  expect(await health()).toMatchObject({ ok: false, worker: expect.stringMatching(/^not seen for 1\d\d s$/) })
})

test('health names a migration that is not applied', async () => {
  await sql().$executeRaw`update _prisma_migrations set rolled_back_at = now()`
  expect(await health()).toMatchObject({ ok: false, migrations: expect.stringContaining('not applied: 2') })
  await sql().$executeRaw`update _prisma_migrations set rolled_back_at = null`
})

test('health answers while the database takes no connections, and is well again after it', async () => {
  await beat(new Date())
  const name = pg.escapeIdentifier(new URL(url()).pathname.slice(1))
  const server = new URL(url())
  server.pathname = '/postgres'
  const beside = new pg.Client(server.toString())
  await beside.connect()
  await closeDb()
  await beside.query(`alter database ${name} with allow_connections false`)
  expect(await health()).toMatchObject({ ok: false, database: 'no answer' })
  await beside.query(`alter database ${name} with allow_connections true`)
  await beside.end()
  expect(await health()).toMatchObject({ ok: true })
})
