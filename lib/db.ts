import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from '@/prisma/generated/client'
import { databaseUrl } from './env'
import { nameOf, type Sql, statementsOn } from './pg-statements'

// Only `lib/<domain>` and `prisma/` import this file; nothing of Prisma leaves a domain folder. Statements of our own
// go through `sql()` and `transaction()`, Prisma's models through `db()` and `prismaTransaction()`.

export { planAnew, type Sql } from './pg-statements'

/** In a transaction. Its locks are kept, and what it wrote is undone with it. */
export type Tx = Sql

/** A transaction in which Prisma's models are used, too. */
export type PrismaTx = Prisma.TransactionClient

// The database ends what takes too long, never the client: a transaction that Prisma's own timer gives up on can
// still commit a late statement (prisma/orm#29762). Prisma writes times in UTC and says nothing of it, so that a database of
// another zone would take them for its own.
const sessionSettings =
  '-c TimeZone=UTC -c statement_timeout=10000 -c idle_in_transaction_session_timeout=10000 -c transaction_timeout=20000'
const neverFirst = { maxWait: 10_000, timeout: 120_000 }

// Kept on globalThis: Next bundles this file into several chunks and reloads it in development, and each copy
// would open a pool of its own.
const shared = globalThis as typeof globalThis & {
  shopDb?: { pool: pg.Pool; sql: Sql; prisma: PrismaClient }
}

function open() {
  if (shared.shopDb) return shared.shopDb
  const pool = new pg.Pool({
    connectionString: databaseUrl(),
    options: sessionSettings,
    max: 10,
    connectionTimeoutMillis: 5_000,
  })
  // A connection that breaks while nobody waits on it tells its listeners, and without one the process would end. The
  // next statement on it fails and says why.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const adapter = new PrismaPg(pool, { statementNameGenerator: (query) => nameOf(query.sql) })
  shared.shopDb = { pool, sql: statementsOn(pool), prisma: new PrismaClient({ adapter }) }
  return shared.shopDb
}

/** Prisma's models. */
export function db(): PrismaClient {
  return open().prisma
}

/** Statements of our own, each by itself. */
export function sql(): Sql {
  return open().sql
}

/** For scripts and tests that end. */
export async function closeDb(): Promise<void> {
  const opened = shared.shopDb
  delete shared.shopDb
  await opened?.prisma.$disconnect()
  await opened?.pool.end()
}

type AfterCommit = (() => Promise<void> | void)[]
const afterCommit = new WeakMap<Tx, AfterCommit>()

/**
 * Runs `work` in one transaction; a throw rolls all of it back. No network call belongs inside.
 * What `onCommit` collected runs after the commit, in the same asynchronous context.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const callbacks: AfterCommit = []
  const client = await open().pool.connect()
  let broken: Error | undefined
  let over = false
  let result: T
  try {
    await client.query('BEGIN')
    // What comes late, such as from work that nobody waited for, would run in the transaction of the connection's next user.
    const tx = statementsOn(client, () => !over)
    afterCommit.set(tx, callbacks)
    result = await work(tx)
    // After a statement that failed, and whose error `work` kept to itself, PostgreSQL answers a commit with a rollback.
    over = true
    const { command } = await client.query('COMMIT')
    if (command !== 'COMMIT') throw new Error('a statement failed unnoticed: the transaction was rolled back')
  } catch (error) {
    over = true
    await client.query('ROLLBACK').catch((failed: Error) => {
      broken = failed
    })
    throw error
  } finally {
    client.release(broken)
  }
  for (const callback of callbacks) await callback()
  return result
}

/** The same, for work that uses Prisma's models. */
export async function prismaTransaction<T>(work: (tx: PrismaTx) => Promise<T>): Promise<T> {
  const callbacks: AfterCommit = []
  const result = await db().$transaction(async (tx) => {
    afterCommit.set(tx, callbacks)
    return work(tx)
  }, neverFirst)
  for (const callback of callbacks) await callback()
  return result
}

/** Something outside the database that must follow a commit and must not happen without it. */
export function onCommit(tx: Tx, callback: () => Promise<void> | void): void {
  const callbacks = afterCommit.get(tx)
  if (!callbacks) throw new Error('there is no transaction to wait for')
  callbacks.push(callback)
}
