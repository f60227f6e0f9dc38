import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nameTargetOnce } from './single-location'

const server = createServer((_, response) => {
  response.setHeader('location', '/here')
  for (const name of ['Location', 'location']) response.appendHeader(name, '/here')
  for (const cookie of ['a=1', 'a=1']) response.appendHeader('set-cookie', cookie)
  response.end()
})

beforeAll(async () => {
  nameTargetOnce()
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(() => server.close())

test('where to go is said once, everything else as often as it is', async () => {
  const asked = get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
  const [{ rawHeaders }] = (await once(asked, 'response')) as [IncomingMessage]
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase())
  expect(names.filter((name) => name === 'location')).toHaveLength(1)
  expect(names.filter((name) => name === 'set-cookie')).toHaveLength(2)
})
