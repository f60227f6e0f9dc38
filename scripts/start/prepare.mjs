import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { generateClient } from './build.mjs'
import { runNode } from './children.mjs'
import { ROOT } from './environment.mjs'
import { installPackages, packagesUpToDate } from './packages.mjs'
import { freePort } from './ports.mjs'
import { step } from './progress.mjs'
import { readTrial, writeTrial } from './trial.mjs'

// Packages may be missing when this file is loaded: what needs them is imported when it is used.

const TSX = ['--import', 'tsx']
const DATABASE = 'shop'

/** Packages and the database client. */
export async function preparePackages() {
  if (!packagesUpToDate()) await step('Installing packages (once, a minute or two)', installPackages)
  if (await generateClient()) await step('Database client', () => 'made from the schema')
}

/** @typedef {{ port: number, siteUrl: string, adminEmail: string, sendsMail: boolean, live: boolean }} Settings */

/** @returns {Promise<Settings>} @throws PlainError that lists every problem */
export async function checkSettings() {
  const { startNode } = await import('./children.mjs')
  const { PlainError } = await import('./plain-error.mjs')
  const check = startNode({ name: 'settings', args: [...TSX, 'scripts/check-settings.ts'] })
  if (await check.succeeded) return JSON.parse(check.output().split('\n').at(-1) ?? '')
  throw new PlainError(`${check.output()}\n\n.env.example explains every setting.`)
}

/**
 * How to launch the trial's PostgreSQL, on the port it had before if that is still free.
 * @param {string} dataDir
 */
export async function trialDatabase(dataDir) {
  const { ensureDatabase, openPostgres } = await import('../database/embedded.mjs')
  const trial = readTrial(dataDir)
  const port = await freePort(trial.databasePort)
  if (port !== trial.databasePort) writeTrial(dataDir, { ...trial, databasePort: port })
  const password = trial.databasePassword
  const place = {
    dir: path.join(dataDir, 'postgres'),
    port,
    password,
    logFile: path.join(dataDir, 'postgres.log'),
  }
  return {
    url: trialUrl({ ...trial, databasePort: port }),
    launch: async () => {
      const server = await openPostgres(place)
      await ensureDatabase(server.url('postgres'), DATABASE)
      return server
    },
  }
}

/** @param {import('./trial.mjs').Trial} trial */
export function trialUrl({ databasePort, databasePassword }) {
  return `postgresql://postgres:${databasePassword}@127.0.0.1:${databasePort}/${DATABASE}`
}

/** @param {string} url @returns {Promise<string>} for the progress line */
export async function migrateAll(url) {
  const { migrate } = await import('../database/migrations.mjs')
  const { migrateJobTables } = await import('../database/job-tables.mjs')
  const applied = await migrate({ url, root: ROOT })
  await migrateJobTables(url)
  return applied.length > 0 ? `applied ${applied.length}` : 'up to date'
}

/** What a new shop lacks. @param {string} url */
export async function whatIsMissing(url) {
  const { default: pg } = await import('pg')
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query(
      'select not exists (select from shop) as "shop", not exists (select from staff) as "admin"',
    )
    return /** @type {{ shop: boolean, admin: boolean }} */ (rows[0])
  } finally {
    await client.end()
  }
}

export function seedShop() {
  return runNode({ name: 'seed', args: [...TSX, 'scripts/seed.ts', '--if-empty'] })
}

/**
 * The first admin. A made-up password is kept until it has been shown, so that a start that is killed in between
 * does not lose it.
 * @param {string} dataDir
 */
export async function createFirstAdmin(dataDir) {
  const password = process.env.ADMIN_PASSWORD || keepPassword(dataDir)
  const env = { ...process.env, ADMIN_PASSWORD: password }
  await runNode({ name: 'first admin', args: [...TSX, 'scripts/create-admin.ts'], env })
}

/** @param {string} dataDir */
function keepPassword(dataDir) {
  const trial = readTrial(dataDir)
  const firstPassword = trial.firstPassword ?? randomBytes(12).toString('base64url')
  writeTrial(dataDir, { ...trial, firstPassword })
  return firstPassword
}
