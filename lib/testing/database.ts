import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { closeDb } from '@/lib/db'

/**
 * Gives a test file a database of its own: migrated, empty, with the job queue's tables, copied from the run's
 * template in a fifth of a second. Call it at the top of the file; `db()` and `transaction()` of lib/db.ts then
 * work on it, and it goes when the file ends.
 *
 * @returns `url()` its connection string, for a connection beside `db()`
 */
export function testDatabase(): { url: () => string } {
  const url = () => process.env.DATABASE_URL ?? ''
  beforeAll(() => createFromTemplate(url()))
  afterAll(async () => {
    await closeDb()
    await onServer((client, name) => client.query(`drop database if exists ${name} with (force)`), url())
  })
  return { url }
}

/** Empties the file's database again, for a test that needs a new shop; `db()` connects anew by itself. */
export async function freshDatabase(): Promise<void> {
  await closeDb()
  await createFromTemplate(process.env.DATABASE_URL ?? '')
}

async function createFromTemplate(url: string): Promise<void> {
  const template = pg.escapeIdentifier(new URL(inject('templateDatabase')).pathname.slice(1))
  await onServer(async (client, name) => {
    // One copy at a time: PostgreSQL refuses to copy a template that another session is copying from.
    await client.query('select pg_advisory_lock(1)')
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} template ${template}`)
  }, url)
}

async function onServer(work: (client: pg.Client, name: string) => Promise<unknown>, url: string) {
  const server = new URL(url)
  const name = pg.escapeIdentifier(server.pathname.slice(1))
  server.pathname = '/postgres'
  const client = new pg.Client(server.toString())
  await client.connect()
  try {
    await work(client, name)
  } finally {
    await client.end()
  }
}
