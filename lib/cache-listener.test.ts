import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { POST } from '@/app/api/internal/expire/route'
import { expire, expiryChannel, tags } from './cache'
import { listenForExpiry } from './cache-listener'
import { transaction } from './db'
import { isSignedInternally, signInternal } from './internal-signature'
import { testDatabase } from './testing/database'

const { url } = testDatabase()

/** What the process told itself. */
const told: { tags: string[]; isSigned: boolean }[] = []
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const isSigned = await isSignedInternally(body, String(request.headers['x-signature']))
  told.push({ tags: JSON.parse(body).tags, isSigned })
  response.writeHead(204).end()
})

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  process.env.PORT = String((server.address() as AddressInfo).port)
  await listenForExpiry()
})

afterAll(() => {
  server.close()
})

const from = async (instance: string, names: string[]) => {
  const other = new pg.Client(url())
  await other.connect()
  const message = JSON.stringify({ from: instance, tags: names })
  await other.query('SELECT pg_notify($1, $2)', [expiryChannel, message])
  await other.end()
}
const untilTold = (names: string[]) =>
  vi.waitFor(() => expect(told.at(-1)).toEqual({ tags: names, isSigned: true }), {
    timeout: 20_000,
    interval: 20,
  })
const listening = () =>
  vi.waitFor(
    async () => {
      await from('another process', [tags.shop])
      expect(told.length).toBeGreaterThan(0)
    },
    { timeout: 20_000, interval: 50 },
  )

test('what another process wrote is expired here, through a signed request to oneself', async () => {
  await listening()
  await from('another process', [tags.product(7n), tags.catalog])
  await untilTold(['product:7', 'catalog'])
})

test('a message of one’s own, and one that is garbled, is not told again', async () => {
  const before = told.length
  const garbled = new pg.Client(url())
  await garbled.connect()
  for (const text of ['', 'no json', '{"tags":"all"}', '[]'])
    await garbled.query('SELECT pg_notify($1, $2)', [expiryChannel, text])
  await garbled.end()
  const other = vi.fn()
  const shared = globalThis as typeof globalThis & { shopExpire?: { here: (names: string[]) => void } }
  if (shared.shopExpire) shared.shopExpire.here = other
  await transaction((tx) => expire(tx, tags.menus))
  expect(other).toHaveBeenCalledWith(['menus'])
  await from('another process', [tags.policy('last')])
  await untilTold(['policy:last'])
  expect(told.slice(before)).toHaveLength(1)
})

test('after the line to the database was cut everything is made anew', async () => {
  const other = new pg.Client(url())
  await other.connect()
  await other.query(`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN%'`)
  await other.end()
  await untilTold(['everything'])
  await from('another process', [tags.shipping])
  await untilTold(['shipping'])
})

test('the door for it takes nothing unsigned, huge, ill-formed or old', async () => {
  const send = async (body: string, signature?: string) =>
    (
      await POST(
        new Request('http://localhost/api/internal/expire', {
          method: 'POST',
          body,
          headers: { 'x-signature': signature ?? (await signInternal(body)) },
        }),
      )
    ).status
  const good = JSON.stringify({ tags: ['shop'], at: Date.now() })
  expect(await send(good, '')).toBe(403)
  expect(await send(good, 'a'.repeat(64))).toBe(403)
  expect(await send('x'.repeat(70_000))).toBe(413)
  expect(await send(JSON.stringify({ tags: ['shop'], at: Date.now() - 120_000 }))).toBe(400)
  expect(await send(JSON.stringify({ tags: 'shop', at: Date.now() }))).toBe(400)
})
