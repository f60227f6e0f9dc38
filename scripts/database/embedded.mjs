import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { commandOf, identify, isAlive, until } from '../start/identity.mjs'
import { PlainError } from '../start/plain-error.mjs'
import { postgresBinaries } from './binaries.mjs'
import { chooseRunAs, giveTo } from './run-as.mjs'

const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 30_000
const MEGABYTE = 1024 * 1024
const NEW_CLUSTER_MB = 120
const LOG_LIMIT_MB = 10

// PostgreSQL is a child of a shell that waits for the end of its input. The input is a pipe to us: it ends when we
// die, however we die, and the shell then asks for a fast shutdown.
const KEEPER = `exec 3<&0
"$@" </dev/null 3<&- & server=$!
(while read -r _; do :; done <&3; kill -INT $server) 2>/dev/null & watch=$!
exec 3<&-
wait $server; code=$?
kill $watch 2>/dev/null
exit $code`

/** @typedef {{ dir: string, port: number, password: string, logFile: string, settings?: Record<string, string> }} Place */
/** @typedef {{ pid: number | undefined, exited: Promise<string>, stop: () => Promise<void>, url: (database: string) => string }} Postgres */

/**
 * Starts PostgreSQL on a data folder, made first where there is none, on 127.0.0.1 only.
 * @param {Place} place `settings` are server settings such as `{ fsync: 'off' }`
 * @returns {Promise<Postgres>} `exited` resolves with how it ended; `stop` ends it in order
 * @throws PlainError with PostgreSQL's own words when it does not come up
 */
export async function openPostgres(place) {
  const { dir, port, password, logFile, settings = {} } = place
  const binaries = await postgresBinaries()
  mkdirSync(path.dirname(dir), { recursive: true })
  const runAs = chooseRunAs([path.dirname(dir), binaries.postgres])
  requireOwnFolder(dir)
  if (!existsSync(path.join(dir, 'PG_VERSION'))) createCluster(dir, password, binaries.initdb, runAs)
  giveTo(dir, runAs)
  await endStaleServer(dir)

  const options = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', ...settings }
  const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command = '', ...args] = [
    ...runAs.prefix,
    'sh',
    '-c',
    KEEPER,
    'keeper',
    binaries.postgres,
    '-D',
    dir,
    ...flags,
  ]
  const log = openLog(logFile)
  const child = spawn(command, args, {
    ...runAs.options,
    cwd: '/',
    env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' },
    stdio: ['pipe', log.fd, log.fd],
    detached: true, // its own group: Ctrl-C in the terminal reaches us alone, and we end it last
  })
  closeSync(log.fd)
  const exited = new Promise((/** @type {(how: string) => void} */ resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(`${signal ?? `code ${code}`}\n${log.since()}`))
  })
  let ended = false
  exited.then(() => {
    ended = true
  })
  const url = (/** @type {string} */ database) =>
    `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
  const stop = async () => {
    child.stdin?.end()
    if (await until(() => ended, STOP_LIMIT_MS)) return
    if (child.pid) process.kill(-child.pid, 'SIGQUIT')
    await exited
  }

  const deadline = Date.now() + START_LIMIT_MS
  while (!(await answers(url('postgres')))) {
    if (ended) throw new PlainError(`PostgreSQL did not start: ${await exited}`)
    if (Date.now() > deadline) {
      await stop()
      throw new PlainError(`PostgreSQL did not answer for a minute; its log is ${logFile}\n${log.since()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { pid: child.pid, exited, stop, url }
}

/** @param {string} url @throws PlainError when the password is another's: waiting would not help */
async function answers(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code === '28P01')
      throw new PlainError(
        'The trial database has another password than trial.json beside it. `npm run reset` starts anew.',
      )
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** Made under another name and renamed when whole: a killed start leaves no half database. */
function createCluster(
  /** @type {string} */ dir,
  /** @type {string} */ password,
  /** @type {string} */ initdb,
  /** @type {import('./run-as.mjs').RunAs} */ runAs,
) {
  const disk = statfsSync(path.dirname(dir))
  const freeMegabytes = Math.floor((disk.bavail * disk.bsize) / MEGABYTE)
  if (freeMegabytes < NEW_CLUSTER_MB)
    throw new PlainError(
      `The disk is full: ${freeMegabytes} MB are free at ${path.dirname(dir)}, a new database needs ${NEW_CLUSTER_MB} MB. ` +
        'Free some space, or set DATA_DIR to a folder on another disk.',
    )
  const draft = `${dir}.new`
  const passwordFile = `${dir}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (runAs.owner) for (const own of [draft, passwordFile]) chownSync(own, runAs.owner.uid, runAs.owner.gid)
  const encoding = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const line = [...runAs.prefix, initdb, '-D', draft, ...encoding, ...access, '--no-instructions']
  const [command = '', ...args] = line
  const made = spawnSync(command, args, {
    ...runAs.options,
    cwd: '/',
    env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' },
    encoding: 'utf8',
  })
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw new PlainError(`The database could not be made: ${made.error?.message ?? made.stderr.trim()}`)
  }
  renameSync(draft, dir)
}

/** @param {string} dir */
function requireOwnFolder(dir) {
  if (!existsSync(dir)) return
  const uid = process.getuid?.()
  const { uid: owner } = statSync(dir)
  if (uid !== undefined && uid !== 0 && owner !== uid)
    throw new PlainError(
      `The database in ${dir} belongs to another user (id ${owner}): it was probably made by root. ` +
        'Start as that user, give the folder to this one, or set DATA_DIR to another folder.',
    )
}

/**
 * A server whose parent was killed is on its way out, and may be gone between any two lines here; one that is stuck is
 * ended. @param {string} dir
 */
async function endStaleServer(dir) {
  const lock = path.join(dir, 'postmaster.pid')
  const pid = pidIn(lock)
  if (pid === undefined) return
  const server = identify(pid)
  if (!server || !commandOf(pid).includes(dir)) return rmSync(lock, { force: true })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGQUIT', 'SIGKILL'])) {
    if (!isAlive(server)) break
    try {
      process.kill(pid, signal)
    } catch (error) {
      if (!hasCode(error, 'ESRCH')) throw error
    }
    await until(() => !isAlive(server), 10_000)
  }
}

/** @param {string} lock @returns {number | undefined} undefined where no server holds it, or no longer does */
function pidIn(lock) {
  try {
    return Number(readFileSync(lock, 'utf8').split('\n')[0])
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** @param {unknown} error @param {string} code of the system */
const hasCode = (error, code) => error instanceof Error && 'code' in error && error.code === code

/** Appends; begins a new file above the limit, keeping one old one. @param {string} file */
function openLog(file) {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_MB * MEGABYTE) renameSync(file, `${file}.1`)
  const fd = openSync(file, 'a', 0o600)
  const start = statSync(file).size
  return { fd, since: () => readFileSync(file).subarray(start).subarray(-2000).toString('utf8').trim() }
}

/** @param {string} serverUrl of any database on the server @param {string} name */
export async function ensureDatabase(serverUrl, name) {
  const client = new pg.Client(serverUrl)
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
