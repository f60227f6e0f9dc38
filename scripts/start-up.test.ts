import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cutOff } from '@/lib/testing/cut-off'
import { bornAt, isAlive, until } from './start/identity.mjs'
import { freePort, isFree } from './start/ports.mjs'
import { buyOverHttp } from './testing/buy-over-http'
import { copyProject } from './testing/copy-project.mjs'
import { doorsOf, launchShop, testEnvironment } from './testing/run-shop.mjs'
import { visitor } from './testing/visitor'

// Whole shops, as a new user meets them: a copy of the project in a folder with a space in its name that others
// can't enter, with packages and nothing else. The tests follow one shop through its life, in order.

type Shop = Awaited<ReturnType<typeof launchShop>>

const own = process.env.START_UP_ROOT ? undefined : mkdtempSync(path.join(os.tmpdir(), 'start up '))
const root = process.env.START_UP_ROOT ?? path.join(own ?? '', 'my shop')
const dataDir = path.join(root, '.data')
const GONE_LIMIT = 30_000
let port = 0
let orderPage = ''
let shop: Shop // the first test starts it

beforeAll(async () => {
  if (own) copyProject(root)
  port = await freePort()
})

afterAll(async () => {
  shop?.signal('SIGTERM')
  await shop?.ended()
  if (own) rmSync(own, { recursive: true, force: true })
})

const launch = (env: Record<string, string> = {}) =>
  launchShop({ root, dataDir, port, env: { ADMIN_PASSWORD: '', ...env } })

const seedIfEmpty = () =>
  spawnSync(process.execPath, ['scripts/with-shop.mjs', 'scripts/seed.ts', '--if-empty'], {
    cwd: root,
    env: { ...testEnvironment(), DATA_DIR: dataDir },
    encoding: 'utf8',
  })

/** The processes that the running shop says it has. */
function parts(): Record<string, { pid: number; born: string }> {
  return JSON.parse(readFileSync(path.join(dataDir, 'running.json'), 'utf8')).children
}

async function health(): Promise<number> {
  return fetch(`${shop.url}/api/health`).then(
    (answer) => answer.status,
    () => 0,
  )
}

async function healthy(): Promise<boolean> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await health()) === 200) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

test('a fresh copy opens with one command and shows its addresses and a password', async () => {
  shop = await launch()
  await shop.ready()
  expect(shop.output()).toContain('Database client: made')
  expect(shop.output()).toContain('Building the pages')
  expect(shop.output()).toContain(`Admin     ${shop.url}/admin`)
  expect(shop.output()).toContain(`Mailbox   ${shop.url}/admin/mailbox`)
  expect(shop.output()).toMatch(/password \S{16}/)
  expect(await health()).toBe(200)
  expect((await fetch(`${shop.url}/`)).status).toBe(200)
  expect((await fetch(`${shop.url}/no-such-page`)).status).toBe(404)
})

test('a person without JavaScript buys something', async () => {
  orderPage = await buyOverHttp(shop.url)
})

test('a database that is gone is said with 503 on every page, and the cart is there when it is back', async () => {
  const { go, press, page } = visitor(shop.url)
  await go(`${shop.url}/products/gut-love`)
  await press('Add to cart')
  expect(page().html).toContain('Gut Love +')
  const cached = await go(`${shop.url}/products/gut-love`)
  const { back } = await cutOff(doorsOf(dataDir).databaseUrl)
  try {
    // What was made before is still there; nothing else can be read.
    expect((await go('/products/gut-love')).html).toBe(cached.html)
    for (const path of ['/cart', orderPage, '/admin', '/policies/refund-policy', '/never-asked-for']) {
      const { status, html } = await go(path)
      expect(status, path).toBe(503)
      expect(html, path).toContain('catching its breath')
    }
    expect(await health()).toBe(503)
  } finally {
    await back()
  }
  expect(await healthy()).toBe(true)
  expect((await go('/cart')).html).toContain('Gut Love +')
  expect((await go('/policies/refund-policy')).status).toBe(200)
  expect((await go('/never-asked-for')).status).toBe(404)
})

test('what the trial keeps secret is readable by its owner only', () => {
  for (const file of ['trial.json', 'running.json', 'postgres.log', 'postgres'])
    expect(statSync(path.join(dataDir, file)).mode & 0o077, file).toBe(0)
})

test('a program can use the shop while it runs', () => {
  expect(seedIfEmpty()).toMatchObject({ status: 0, stderr: '' })
})

test('a second start says where the shop is running', async () => {
  const second = await launch()
  expect(await second.ended()).toBe(1)
  expect(second.output()).toContain(`The shop is running already: ${shop.url}`)
})

test('reset refuses while the shop is running', () => {
  const env = { ...testEnvironment(), DATA_DIR: dataDir }
  const reset = spawnSync(process.execPath, ['scripts/reset.mjs', '--yes'], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  expect(reset.status).toBe(1)
  expect(reset.stderr).toContain('running already')
  expect(existsSync(path.join(dataDir, 'postgres'))).toBe(true)
})

for (const part of ['worker', 'stand-in', 'web', 'PostgreSQL'])
  test(`${part} comes back after kill -9`, async () => {
    const before = parts()[part]
    process.kill(before?.pid ?? 0, 'SIGKILL')
    expect(await until(() => parts()[part]?.pid !== before?.pid, GONE_LIMIT)).toBe(true)
    expect(shop.output()).toContain(`${part} stopped (SIGKILL)`)
    expect(await healthy()).toBe(true)
  })

test('kill -9 of the start itself leaves no process behind', async () => {
  const children = Object.values(parts())
  const database = Number(
    readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
  )
  shop.signal('SIGKILL')
  expect(await until(() => !children.some(isAlive) && !bornAt(database), GONE_LIMIT)).toBe(true)
})

test('the next start reuses build and data, and does not show the password again', async () => {
  shop = await launch()
  await shop.ready()
  expect(shop.output()).not.toMatch(/Building|Filling|First admin|password|made from the schema/)
  expect(await health()).toBe(200)
  expect((await fetch(orderPage)).status).toBe(200)
  await buyOverHttp(shop.url)
})

test('Ctrl-C stops everything in order', async () => {
  const children = Object.values(parts())
  shop.signal('SIGINT')
  expect(await shop.ended()).toBe(0)
  expect(shop.output()).toContain('Stopped.')
  expect(children.some(isAlive)).toBe(false)
  expect(await isFree(port)).toBe(true)
  const log = readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')
  expect(log.trimEnd().split('\n').at(-1)).toContain('database system is shut down')
})

test('a program can use the shop while it is stopped', () => {
  expect(seedIfEmpty()).toMatchObject({ status: 0, stderr: '' })
  expect(existsSync(path.join(dataDir, 'running.json'))).toBe(false)
})

test('a taken port is named together with the setting that changes it', async () => {
  const other = createServer().listen(port, '127.0.0.1')
  try {
    const start = await launch()
    expect(await start.ended()).toBe(1)
    expect(start.output()).toContain(`Port ${port} is taken`)
    expect(start.output()).toContain(`PORT=${port + 1}`)
  } finally {
    other.close()
  }
})

test('every invalid setting is named before anything starts', async () => {
  const start = await launch({ PORT: 'eighty', ADMIN_PASSWORD: 'short', DATABASE_URL: 'mysql://x' })
  expect(await start.ended()).toBe(1)
  for (const setting of ['PORT', 'ADMIN_PASSWORD', 'DATABASE_URL'])
    expect(start.output()).toContain(`- ${setting} `)
  expect(start.output()).toContain('.env.example')
})

test('a database that can not be reached is named by its setting', async () => {
  const closed = await freePort()
  const start = await launch({ DATABASE_URL: `postgresql://shop:secret-word@127.0.0.1:${closed}/shop` })
  expect(await start.ended()).toBe(1)
  expect(start.output()).toContain('DATABASE_URL')
  expect(start.output()).not.toContain('secret-word')
})

test('reset empties the trial, and the start after it makes a new shop', async () => {
  const env = { ...testEnvironment(), DATA_DIR: dataDir }
  execFileSync(process.execPath, ['scripts/reset.mjs', '--yes'], { cwd: root, env })
  expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false)
  expect(existsSync(path.join(dataDir, 'trial.json'))).toBe(false)
  shop = await launch()
  await shop.ready()
  expect(shop.output()).toMatch(/password \S{16}/)
  expect(shop.output()).not.toContain('Building')
})
