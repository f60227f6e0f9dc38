#!/usr/bin/env node
// Prisma's command line talks to a native "schema engine" that it downloads. This file speaks the same protocol over
// the WebAssembly engine that came with the packages, so that `prisma generate` and `prisma migrate` need no network.
// prisma.config.ts names it where the native one is absent.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'

const POSTGRES_CHAR = 18
const POSTGRES_TEXT = 25
const REQUEST_FAILED = 4466
const CODE_OF = { '3D000': 'P1003', '28P01': 'P1000' }

const { command, datamodels, datasource } = readArguments(process.argv.slice(2))
if (command === '--version') console.log('schema-engine-wasm')
else if (command) await runDatabaseCommand(command)
else await serveRequests()

/** @param {string[]} words */
function readArguments(words) {
  /** @type {{ command: string | undefined, datamodels: string[], datasource: { url?: string, shadowDatabaseUrl?: string } }} */
  const found = { command: undefined, datamodels: [], datasource: {} }
  for (let at = 0; at < words.length; at++) {
    const next = words[at + 1] ?? ''
    if (words[at] === '--version') found.command = '--version'
    else if (words[at] === '--datamodels' || words[at] === '-d') found.datamodels.push(next)
    else if (words[at] === '--datasource') found.datasource = JSON.parse(next)
    else if (words[at] === 'cli') found.command = next
  }
  return found
}

/** The same server, another database. @param {string} name @param {string} [url] */
function databaseAt(name, url = datasource.url ?? '') {
  const address = new URL(url)
  address.pathname = `/${encodeURIComponent(name)}`
  return address.toString()
}

/** @param {string} url @param {string} sql */
async function query(url, sql) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** `cli can-connect-to-database`, `create-database`, `drop-database`. @param {string} name */
async function runDatabaseCommand(name) {
  const url = datasource.url ?? ''
  const database = pg.escapeIdentifier(decodeURIComponent(new URL(url).pathname.slice(1)))
  try {
    if (name === 'can-connect-to-database') await query(url, 'select 1')
    else if (name === 'create-database') await query(databaseAt('postgres'), `create database ${database}`)
    else await query(databaseAt('postgres'), `drop database ${database}`)
  } catch (error) {
    const { code = '', message } = /** @type {{ code?: string, message: string }} */ (error)
    const known = /** @type {Record<string, string>} */ (CODE_OF)
    writeLog('INFO', { message: name }) // the command line drops the first line
    writeLog('ERROR', { is_panic: false, message, error_code: known[code] ?? 'P1001', meta: {} })
    process.exitCode = 1
  }
}

/** @param {string} level @param {object} fields */
function writeLog(level, fields) {
  const line = { level, target: 'schema_engine', timestamp: new Date().toISOString(), fields }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/** JSON-RPC, one request a line, until the input ends. */
async function serveRequests() {
  const engine = await loadEngine()
  let printed = 0
  const send = (/** @type {object} */ message) =>
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  for await (const line of createInterface({ input: process.stdin })) {
    const request = line.trim() ? JSON.parse(line) : {}
    if (!request.method) continue // the answer to a "print" of ours
    try {
      const method = request.method === 'getDatabaseVersion' ? 'version' : request.method
      const result = await engine[method](request.params ?? {})
      // The native engine prints a diff by itself; this one returns it.
      if (request.method === 'diff' && typeof result?.stdout === 'string')
        send({ id: ++printed, method: 'print', params: { content: result.stdout } })
      send({ id: request.id, result: result ?? null })
    } catch (error) {
      const { code = null, message } = /** @type {{ code?: string | null, message: string }} */ (error)
      const data = { is_panic: false, message, meta: null, error_code: code }
      send({ id: request.id, error: { code: REQUEST_FAILED, message: 'The request failed.', data } })
    }
  }
  process.exit(0) // pools of the adapter may still be open
}

async function loadEngine() {
  // The package's own entry expects a bundler to load the WebAssembly file.
  const { __wbg_set_wasm, SchemaEngine, ...imports } = await import(
    '@prisma/schema-engine-wasm/schema_engine_bg'
  )
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm'))
  const module = { './schema_engine_bg.js': { ...imports, SchemaEngine } }
  const { instance } = await WebAssembly.instantiate(bytes, module)
  __wbg_set_wasm(instance.exports)
  const { __wbindgen_start } = /** @type {{ __wbindgen_start: () => void }} */ (instance.exports)
  __wbindgen_start()
  const files = datamodels.map((file) => [file, readFileSync(file, 'utf8')])
  const options = { datamodels: files.length > 0 ? files : undefined }
  const debug = (/** @type {unknown} */ message) => process.env.DEBUG && process.stderr.write(`${message}\n`)
  return SchemaEngine.new(options, debug, bindMigrationAwareSqlAdapterFactory(adapterFactory()))
}

function adapterFactory() {
  const base = new PrismaPg({ connectionString: datasource.url })
  return {
    provider: base.provider,
    adapterName: base.adapterName,
    connect: async () => repaired(await base.connect()),
    connectToShadowDb: connectToShadow,
  }
}

/** A database for Prisma to replay migrations in, dropped afterwards. */
async function connectToShadow() {
  const server = datasource.shadowDatabaseUrl ?? datasource.url
  const name = `prisma_migrate_shadow_db_${randomUUID()}`
  await query(databaseAt('postgres', server), `create database "${name}"`)
  const adapter = repaired(await new PrismaPg({ connectionString: databaseAt(name, server) }).connect())
  const dispose = adapter.dispose.bind(adapter)
  adapter.dispose = async () => {
    await dispose()
    await query(databaseAt('postgres', server), `drop database "${name}" with (force)`)
  }
  return adapter
}

/**
 * The adapter refuses PostgreSQL's one-byte "char", which the catalog is full of, and splits scripts at every ';'.
 * @param {any} adapter
 */
function repaired(adapter) {
  const performIO = adapter.performIO.bind(adapter)
  const queryRaw = adapter.queryRaw.bind(adapter)
  /** @type {number[]} */
  let charColumns = []
  adapter.performIO = async (/** @type {unknown} */ statement) => {
    const result = await performIO(statement)
    charColumns = []
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID !== POSTGRES_CHAR) continue
      charColumns.push(index)
      field.dataTypeID = POSTGRES_TEXT
    }
    return result
  }
  adapter.queryRaw = async (/** @type {unknown} */ statement) => {
    const result = await queryRaw(statement)
    for (const index of charColumns) {
      result.columnTypes[index] = ColumnTypeEnum.Character
      for (const row of result.rows) if (row[index] === '') row[index] = '\0'
    }
    return result
  }
  adapter.executeScript = async (/** @type {string} */ script) => {
    try {
      await adapter.client.query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  return adapter
}
