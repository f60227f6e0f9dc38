import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bornAt, until } from '../start/identity.mjs'
import { freePort } from '../start/ports.mjs'
import { openPostgres } from './embedded.mjs'

const isRoot = process.getuid?.() === 0
const NOBODY = 65534
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'embedded '))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const place = async (dir = folder) => ({
  dir: path.join(dir, 'postgres'),
  port: await freePort(),
  password: 'test',
  logFile: path.join(dir, 'postgres.log'),
})

async function ask(url: string, sql: string) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const serverPid = () =>
  Number(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

test('what was confirmed is there after kill -9 of the server', async () => {
  const first = await openPostgres(await place())
  expect(await ask(first.url('postgres'), 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
  await ask(first.url('postgres'), 'create table kept as select 7 as seven')
  process.kill(serverPid(), 'SIGKILL')
  await first.exited
  const second = await openPostgres(await place())
  expect(await ask(second.url('postgres'), 'select seven from kept')).toEqual([{ seven: 7 }])
  await second.stop()
})

test('it asks for the password and listens on this machine only', async () => {
  const server = await openPostgres(await place())
  expect(await ask(server.url('postgres'), 'show listen_addresses')).toEqual([
    { listen_addresses: '127.0.0.1' },
  ])
  await expect(ask(server.url('postgres').replace(':test@', ':guess@'), 'select 1')).rejects.toThrow(
    'password',
  )
  await server.stop()
})

test('a server whose parent was killed is gone before the next one opens', async () => {
  const { dir, port, logFile } = await place()
  const program = `
    const { openPostgres } = await import(${JSON.stringify(path.resolve('scripts/database/embedded.mjs'))})
    await openPostgres(${JSON.stringify({ dir, port, logFile, password: 'test' })})
    process.kill(process.pid, 'SIGKILL')`
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', program]).signal).toBe('SIGKILL')
  const server = await openPostgres(await place())
  await server.stop()
  expect(await until(() => !bornAt(server.pid ?? 0), 5000)).toBe(true)
})

test.runIf(isRoot)('an ordinary user can start it', () => {
  chmodSync(folder, 0o755)
  chownSync(folder, NOBODY, NOBODY)
  const program = `
    const { openPostgres } = await import(${JSON.stringify(path.resolve('scripts/database/embedded.mjs'))})
    const { freePort } = await import(${JSON.stringify(path.resolve('scripts/start/ports.mjs'))})
    const dir = ${JSON.stringify(folder)}
    const server = await openPostgres({ dir: dir + '/postgres', port: await freePort(), password: 'x', logFile: dir + '/log' })
    await server.stop()`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
    encoding: 'utf8',
  })
  expect(run.stderr).toBe('')
  expect(run.status).toBe(0)
})

test.runIf(isRoot)('root can start it in a folder that others can not enter', async () => {
  chmodSync(folder, 0o700)
  const server = await openPostgres(await place())
  expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
})

// A small disk needs root and the right to mount; where one is missing the rule is not tested.
const smallDisk = isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0

test.runIf(smallDisk)('a full disk is said plainly and leaves no half database', () => {
  const disk = path.join(folder, 'disk')
  mkdirSync(disk)
  const program = path.join(folder, 'program.mjs')
  writeFileSync(
    program,
    `import { existsSync } from 'node:fs'
     const { openPostgres } = await import(${JSON.stringify(path.resolve('scripts/database/embedded.mjs'))})
     const dir = ${JSON.stringify(disk)}
     await openPostgres({ dir: dir + '/postgres', port: 1, password: 'x', logFile: dir + '/log' }).catch((error) => console.log(error.message))
     console.log(existsSync(dir + '/postgres'))`,
  )
  const mounted = `mount -t tmpfs -o size=60m none "$1" && exec "$2" "$3"`
  const run = spawnSync('unshare', ['--mount', 'sh', '-c', mounted, 'sh', disk, process.execPath, program], {
    encoding: 'utf8',
  })
  expect(run.stdout).toContain('The disk is full')
  expect(run.stdout.trim().split('\n').at(-1)).toBe('false')
})
