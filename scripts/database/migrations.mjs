import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { PlainError } from '../start/plain-error.mjs'

// The lock and the table are Prisma Migrate's own, so that both tools see the same state and never work at once.
const PRISMA_LOCK = 72707369
const OLDEST_SERVER = 17
const BOOKKEEPING = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

/** The migrations of this version, oldest first. @param {string} root folder of the project */
function readMigrations(root) {
  const dir = path.join(root, 'prisma', 'migrations')
  return readdirSync(dir)
    .filter((name) => existsSync(path.join(dir, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(dir, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Applies what is missing, each migration in one transaction with its bookkeeping: a failed one leaves nothing.
 * @param {{ url: string, root: string }} target connection string and project folder
 * @returns {Promise<string[]>} the names applied now
 * @throws PlainError naming the migration and what PostgreSQL said
 */
export async function migrate({ url, root }) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new PlainError(
      `The database could not be reached (DATABASE_URL): ${/** @type {Error} */ (error).message}`,
    )
  }
  try {
    await requireVersion(client)
    await takeTurn(client)
    await client.query(BOOKKEEPING)
    const pending = await pendingMigrations(client, root)
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** Connections set transaction_timeout, which older servers refuse. @param {pg.Client} client */
async function requireVersion(client) {
  const { rows } = await client.query('show server_version')
  if (Number.parseInt(rows[0].server_version, 10) < OLDEST_SERVER)
    throw new PlainError(`PostgreSQL ${OLDEST_SERVER} or newer is needed; this is ${rows[0].server_version}.`)
}

/** @param {pg.Client} client */
async function takeTurn(client) {
  try {
    await client.query(`set lock_timeout = '60s'`)
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK])
    await client.query(`set lock_timeout = default`)
  } catch (error) {
    throw new PlainError(
      `Another migration has been running for a minute: ${/** @type {Error} */ (error).message}`,
    )
  }
}

/** @param {pg.Client} client @param {string} root */
async function pendingMigrations(client, root) {
  const { rows } = await client.query(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  )
  const recorded = new Map(rows.map((row) => [row.migration_name, row]))
  return readMigrations(root).filter(({ name, checksum }) => {
    const row = recorded.get(name)
    if (!row) return true
    if (!row.finished_at)
      throw new PlainError(
        `Migration ${name} was begun by another tool and did not finish. Repair the database, then run ` +
          `\`npx prisma migrate resolve\` for it.`,
      )
    if (row.checksum !== checksum)
      throw new PlainError(
        `Migration ${name} was changed after it was applied. Undo that, and add a new one instead.`,
      )
    return false
  })
}

/** @param {pg.Client} client @param {{ name: string, sql: string, checksum: string }} migration */
async function apply(client, { name, sql, checksum }) {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    const { message, position } = /** @type {{ message: string, position?: string }} */ (error)
    const line = position ? ` (line ${sql.slice(0, Number(position)).split('\n').length})` : ''
    throw new PlainError(`Migration ${name} failed${line}: ${message}\nThe database is as it was before it.`)
  }
}
