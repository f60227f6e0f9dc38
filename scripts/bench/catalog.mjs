import { spawn } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { ensureDatabase, openPostgres } from '../database/embedded.mjs'
import { migrateJobTables } from '../database/job-tables.mjs'
import { migrate } from '../database/migrations.mjs'
import { bundle } from '../start/bundle.mjs'
import { freePort } from '../start/ports.mjs'
import { testEnvironment } from '../testing/run-shop.mjs'
import { figure, plain } from './figures.mjs'

const MOST_MS = 20

/** No data here outlives the run. */
const THROW_AWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '4GB',
  shared_buffers: '512MB',
}

/**
 * Fills databases with so many products and asks each every question a storefront asks (catalog.ts). The yardstick is a
 * product by its handle, asked in turn with each.
 * @param {string} folder @param {number[]} sizes @param {(text: string) => void} say
 * @returns {Promise<import('./figures.mjs').Row[]>}
 */
export async function catalog(folder, sizes, say) {
  const server = await openPostgres({
    dir: path.join(folder, 'postgres'),
    port: await freePort(),
    password: 'bench',
    logFile: path.join(folder, 'postgres.log'),
    settings: THROW_AWAY,
  })
  try {
    const rows = []
    for (const size of sizes) {
      say(`${size.toLocaleString('en')} products`)
      const name = `catalog_${size}`
      await ensureDatabase(server.url('postgres'), name)
      await migrate({ url: server.url(name), root: process.cwd() })
      await migrateJobTables(server.url(name))
      rows.push(...(await measure(server.url(name), size)))
      await drop(server.url('postgres'), name)
    }
    return rows
  } finally {
    await server.stop()
  }
}

/** @param {string} databaseUrl @param {number} size */
async function measure(databaseUrl, size) {
  const built = '.next-bench/catalog.mjs'
  await bundle(process.cwd(), 'scripts/bench/catalog.ts', built)
  const child = spawn(process.execPath, [built, String(size)], {
    env: { ...testEnvironment(), NODE_ENV: 'production', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const output = await text(child.stdout)
  if (!output) throw new Error('catalog.ts failed')
  const figures = /** @type {Record<string, { median: number, p95: number, least: number }>} */ (
    JSON.parse(output)
  )
  return Object.entries(figures).map(([query, { median, p95, least }]) =>
    plain(`${size.toLocaleString('en')} products: ${query} (95 % within ${figure(p95)} ms)`, {
      value: median,
      yardstick: least,
      unit: 'ms',
      most: MOST_MS,
    }),
  )
}

/** @param {string} url @param {string} name */
async function drop(url, name) {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`)
  await client.end()
}
