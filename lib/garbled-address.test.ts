import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proxy } from '@/proxy'
import { garbledAddress, leadGarbledAddresses } from './garbled-address'

const server = createServer((request, response) => void response.end(request.url))

beforeAll(async () => {
  leadGarbledAddresses()
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(() => server.close())

/** What the server is asked for, when a browser asks for this. */
async function arrivesAs(path: string): Promise<string> {
  const asked = get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return text(answer)
}

test('an address that nobody can read is led where it is said so', async () => {
  for (const path of ['/%', '/products/%', '/%ff', '/x%c0%80', '/%E0%A4%A?x=1', '/_next/static/%'])
    expect(await arrivesAs(path), path).toBe(garbledAddress)
  const answer = proxy(new NextRequest(`http://localhost:3000${garbledAddress}`))
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('can’t be read')
})

test('every other address stays as it is, and a garbled search is a search', async () => {
  for (const path of ['/', '/caf%C3%A9', '/a%2Fb', '/%25', '/products?search=100%', '/cart?from=%ff'])
    expect(await arrivesAs(path), path).toBe(path)
})
