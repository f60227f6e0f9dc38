import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { standInControl } from './control'
import { readSettings } from './read-settings'
import { startStandIn } from './start-stand-in'
import { receiveEvents } from './testing/receive-events'
import { closeAfterTest, SECRET, sessionParams, standInForTest, stripeFor } from './testing/stand-in-for-test'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stand in-'))
  closeAfterTest(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** The stand-in as `npm start` runs it: a process of its own. */
async function startProcess(
  settings: Record<string, string>,
): Promise<{ child: ChildProcess; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  closeAfterTest(async () => {
    child.kill('SIGKILL')
  })
  let output = ''
  const speaks = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        output += chunk
        resolve()
      })
  })
  await Promise.race([speaks, once(child, 'exit')])
  return { child, output }
}

test('after kill -9 in the middle of many writes everything that was answered is there', async () => {
  const data = await emptyFolder()
  const port = await freePort()
  const settings = {
    STAND_IN_PORT: String(port),
    STAND_IN_DATA: data,
    STAND_IN_WEBHOOK_SECRET: SECRET,
  }
  const url = `http://127.0.0.1:${port}`
  const stripe = stripeFor(url)
  const { child } = await startProcess(settings)
  const answered: string[] = []
  const write = async () => {
    for (let i = 0; ; i += 1) {
      const { id } = await stripe.customers.create({ name: `Customer ${i}` })
      answered.push(id)
      if (answered.length === 60) child.kill('SIGKILL')
    }
  }
  await Promise.allSettled([write(), write(), write(), write()])
  expect(answered.length).toBeGreaterThanOrEqual(60)

  await startProcess(settings)
  const kept = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 })
  expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining(answered))
}, 60_000)

test('sessions, payments, keys, faults, the clock and a rotated secret survive a restart', async () => {
  const dataFolder = await emptyFolder()
  const first = await startStandIn({ dataFolder, webhookSecret: SECRET })
  const stripe = stripeFor(first.url)
  const create = (client = stripe) =>
    client.checkout.sessions.create(sessionParams(), { idempotencyKey: 'attempt-1' })
  const { id } = await create()
  await first.control.pay({ session: id, debit: 'succeeds' })
  await first.control.moveClock({ seconds: 10 })
  await first.control.failNext({ kind: 'rate_limit', path: '/v1/coupons' })
  await first.control.rotateSecret({ secret: 'whsec_rotated' })
  const { now } = await first.control.state()
  await first.close()

  const second = await standInForTest({ dataFolder })
  expect((await create(second.stripe)).id).toBe(id)
  expect(await second.stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: 'unpaid' })
  const state = await second.control.state()
  expect(state.now).toBeGreaterThanOrEqual(now)
  expect(state.requestFaults).toHaveLength(1)
  await second.control.moveClock({ seconds: 30 })
  expect(await second.stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: 'paid' })
})

test('an event that could not be delivered goes out after the restart', async () => {
  const dataFolder = await emptyFolder()
  const shop = await receiveEvents()
  const first = await startStandIn({
    dataFolder,
    webhookSecret: SECRET,
    webhookUrl: `http://127.0.0.1:${await freePort()}`,
  })
  const { id } = await stripeFor(first.url).checkout.sessions.create(sessionParams())
  await first.control.expire({ session: id })
  await first.control.idle()
  await first.close()
  const second = await standInForTest({ dataFolder, webhookUrl: shop.url })
  await second.control.moveClock({ seconds: 6 })
  await second.control.idle()
  expect(shop.types()).toEqual(['checkout.session.expired'])
})

test('a torn last line is left out; a damaged line in the middle stops the start', async () => {
  const dataFolder = await emptyFolder()
  const first = await startStandIn({ dataFolder })
  await stripeFor(first.url).customers.create({ name: 'Ana' })
  await first.close()
  const journal = join(dataFolder, 'journal.jsonl')
  await appendFile(journal, '[["customer","cus_torn",{"id":"cus_to')
  const second = await startStandIn({ dataFolder })
  expect((await stripeFor(second.url).customers.list()).data.map(({ name }) => name)).toEqual(['Ana'])
  await second.close()
  await writeFile(journal, `{broken\n${await readFile(journal, 'utf8')}`)
  await expect(startStandIn({ dataFolder })).rejects.toThrow('damaged at line 1')
})

test('a taken port is named, and the state behind it is left alone', async () => {
  const { url } = await standInForTest()
  const { port } = new URL(url)
  const { child, output } = await startProcess({
    STAND_IN_PORT: port,
    STAND_IN_DATA: await emptyFolder(),
    STAND_IN_WEBHOOK_SECRET: SECRET,
  })
  expect(output).toContain(`port ${port} (STAND_IN_PORT) is taken`)
  if (child.exitCode === null) await once(child, 'exit')
  expect(child.exitCode).toBe(1)
})

const right = { STAND_IN_PORT: '12111', STAND_IN_DATA: '/tmp/x', STAND_IN_WEBHOOK_SECRET: SECRET }

test('settings have defaults, and an empty one counts as unset', () => {
  expect(readSettings({ ...right, STAND_IN_WEBHOOK_URL: '', STAND_IN_KEY: '' })).toMatchObject({
    STAND_IN_PORT: 12111,
    STAND_IN_HOST: '127.0.0.1',
    STAND_IN_KEY: 'sk_test_stand_in',
  })
})

test.each([
  ['STAND_IN_PORT', 'eighty'],
  ['STAND_IN_PORT', '70000'],
  ['STAND_IN_DATA', ''],
  ['STAND_IN_WEBHOOK_URL', 'localhost:3000'],
  ['STAND_IN_WEBHOOK_SECRET', 'short'],
  ['STAND_IN_KEY', 'sk_live_abc'],
  ['STRIPE_SECRET_KEY', 'sk_live_abc'],
  ['STRIPE_SECRET_KEY', 'rk_live_abc'],
  ['STRIPE_SECRET_KEY', 'sk_test_a, sk_live_b'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readSettings({ ...right, [name]: value })).toThrow(name)
})

test('the client of the control API needs nothing but an address', async () => {
  const { url } = await standInForTest()
  expect((await standInControl(`${url}/`).state()).url).toBe(url)
})
