import { serverAudits } from 'graphql-http'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { demoShop } from '@/prisma/factories'
import { answerPost, answerPreflight } from './http'

testDatabase()
beforeAll(demoShop)

const url = 'http://localhost:3000/api/2026-04/graphql.json'
const post = (body: BodyInit, headers: Record<string, string> = {}, version: string | null = '2026-04') =>
  answerPost(
    new Request(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }),
    version,
  )
const ask = async (query: string, variables?: unknown) =>
  (await post(JSON.stringify({ query, variables }))).json()

describe('GraphQL over HTTP, as graphql-http audits it', () => {
  const audits = serverAudits({
    url,
    fetchFn: (address: string, init: RequestInit) => {
      const request = new Request(address, init)
      if (request.method === 'POST') return answerPost(request, '2026-04')
      return new Response(null, { status: 405 })
    },
  })
  // Reading by GET is a MAY, and this API stays POST only, as the official one is.
  const kept = audits.filter(({ name }) => /^(MUST|SHOULD)/.test(name) && !/\bGET\b/.test(name))

  test.each(kept.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn()
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok')
  })
})

describe('the address', () => {
  test.each(['2023-01', '2026-04', '2099-10', 'unstable'])(
    '%s is answered by the served version',
    async (version) => {
      const response = await post('{"query":"{ shop { name } }"}', {}, version)
      expect(response.status).toBe(200)
      expect(response.headers.get('x-shopify-api-version')).toBe('2026-04')
      expect(await response.json()).toMatchObject({ data: { shop: { name: 'Bestow Beauty' } } })
    },
  )

  test('no version is one too, and what is none is not found', async () => {
    expect((await post('{"query":"{ shop { name } }"}', {}, null)).status).toBe(200)
    const spaced = { 'content-type': 'application/json ; charset=utf-8' }
    expect((await post('{"query":"{ shop { name } }"}', spaced)).status).toBe(200)
    expect((await post('{"query":"{ shop { name } }"}', {}, 'admin')).status).toBe(404)
  })
})

test('a bare query is read as application/graphql', async () => {
  const response = await post('{ shop { name } }', { 'content-type': 'application/graphql' })
  expect(await response.json()).toMatchObject({ data: { shop: { name: 'Bestow Beauty' } } })
})

test('the cost is said', async () => {
  const { extensions } = await ask('{ products(first: 10) { nodes { title } } }')
  expect(extensions.cost.requestedQueryCost).toBeGreaterThan(10)
})

test('a script of another site may ask, without cookies', async () => {
  const preflight = answerPreflight(
    new Request(url, {
      method: 'OPTIONS',
      headers: {
        'access-control-request-headers': 'content-type, x-sdk-variant, x-shopify-storefront-access-token',
      },
    }),
  )
  expect(preflight.headers.get('access-control-allow-headers')).toContain('x-shopify-storefront-access-token')
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
  const response = await post('{"query":"{ shop { name } }"}')
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
})
