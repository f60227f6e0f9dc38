import { hash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '@/prisma/generated/client'
import { databaseUrl } from './env'

/** Only `lib/<domain>` and `prisma/` import this file; nothing of Prisma leaves a domain folder. */
export type Tx = Prisma.TransactionClient

// The database ends what takes too long, never the client: a transaction that Prisma's own timer gives up on can
// still commit a late statement (prisma/orm#29762).
const serverTimeouts =
  '-c statement_timeout=10000 -c idle_in_transaction_session_timeout=10000 -c transaction_timeout=20000'
const neverFirst = { maxWait: 10_000, timeout: 120_000 }

// Kept on globalThis: Next bundles this file into several chunks and reloads it in development, and each copy
// would open a pool of its own.
const shared = globalThis as typeof globalThis & { shopDb?: PrismaClient }

export function db(): PrismaClient {
  shared.shopDb ??= new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: databaseUrl(), options: serverTimeouts, max: 10, connectionTimeoutMillis: 5_000 },
      { statementNameGenerator: nameOf },
    ),
  })
  return shared.shopDb
}

/**
 * A name lets PostgreSQL keep a statement prepared on its connection: planning the cart's one large read takes longer
 * than running it. The name is made from the text, so that the same text is the same statement.
 */
function nameOf({ sql }: { sql: string }): string {
  return sql.startsWith(planAnew) ? '' : hash('sha1', sql, 'base64url')
}

/**
 * Before a statement whose best plan hangs on its values: a tag that half of the catalog has is found by walking
 * through it, a rare one by its index. Such a statement has no name and is planned each time.
 */
export const planAnew = '/* plan anew */'

/** For scripts and tests that end. */
export async function closeDb(): Promise<void> {
  const client = shared.shopDb
  delete shared.shopDb
  await client?.$disconnect()
}

const afterCommit = new WeakMap<Tx, (() => Promise<void> | void)[]>()

/**
 * Runs `work` in one transaction; a throw rolls all of it back. No network call belongs inside.
 * What `onCommit` collected runs after the commit, in the same asynchronous context.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const callbacks: (() => Promise<void> | void)[] = []
  const result = await db().$transaction(async (tx) => {
    afterCommit.set(tx, callbacks)
    return work(tx)
  }, neverFirst)
  for (const callback of callbacks) await callback()
  return result
}

/** Something outside the database that must follow a commit and must not happen without it. */
export function onCommit(tx: Tx, callback: () => Promise<void> | void): void {
  afterCommit.get(tx)?.push(callback)
}
