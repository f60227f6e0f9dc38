import { randomUUID } from 'node:crypto'
import { createStorefrontClient } from '@shopify/hydrogen-react/storefront-client'
import { beforeAll, describe, expect, test } from 'vitest'
import type { TokenKind } from '@/lib/api-access/access'
import { createToken } from '@/lib/api-access/create-token'
import { ownToken } from '@/lib/api-access/own-token'
import { revokeToken } from '@/lib/api-access/revoke-token'
import { setTokenRequired } from '@/lib/api-access/set-token-required'
import { listTokens } from '@/lib/api-access/tokens'
import { testDatabase } from '@/lib/testing/database'
import { owner } from '@/lib/testing/staff'
import { demoShop } from '@/prisma/factories'
import { allowances, recognise } from './caller'
import { answerPost } from './http'

testDatabase()

const tokens = { public: '', private: '' }
const make = (kind: TokenKind) => createToken(owner, { name: kind, kind, requestKey: randomUUID() })

beforeAll(async () => {
  await demoShop()
  tokens.public = await make('public')
  tokens.private = await make('private')
})

const nobody = { 'x-forwarded-for': '203.0.113.1' }
const post = (headers: Record<string, string>, query = '{ shop { name } }') =>
  answerPost(
    new Request('http://localhost:3000/api/2026-04/graphql.json', {
      method: 'POST',
      body: JSON.stringify({ query }),
      headers: { 'content-type': 'application/json', ...nobody, ...headers },
    }),
    '2026-04',
  )

describe('tokens', () => {
  test.each<[string, () => Record<string, string>, number]>([
    ['none', () => ({}), 200],
    ['an empty one', () => ({ 'x-shopify-storefront-access-token': '' }), 200],
    ['a public one', () => ({ 'x-shopify-storefront-access-token': tokens.public }), 200],
    ['a private one', () => ({ 'shopify-storefront-private-token': tokens.private }), 200],
    ['a wrong one', () => ({ 'x-shopify-storefront-access-token': 'x'.repeat(32) }), 401],
    ['a private one as public', () => ({ 'x-shopify-storefront-access-token': tokens.private }), 401],
    ['a public one as private', () => ({ 'shopify-storefront-private-token': tokens.public }), 401],
    [
      'a good one beside a wrong one',
      () => ({
        'shopify-storefront-private-token': tokens.private,
        'x-shopify-storefront-access-token': 'wrong',
      }),
      401,
    ],
  ])('%s', async (_, headers, status) => {
    const response = await post(headers())
    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    if (status === 401)
      expect(await response.json()).toEqual({
        errors: [{ message: '', extensions: { code: 'UNAUTHORIZED' } }],
      })
  })

  test('a revoked one is refused on the next request', async () => {
    const token = await make('public')
    const headers = { 'x-shopify-storefront-access-token': token }
    expect((await post(headers)).status).toBe(200)
    const id = BigInt((await listTokens()).find(({ endsWith }) => token.endsWith(endsWith))?.id ?? 0)
    await revokeToken(owner, { id })
    expect((await post(headers)).status).toBe(401)
  })

  test('the shop may demand one of everybody', async () => {
    await setTokenRequired(owner, { required: 'yes' })
    expect((await post({})).status).toBe(401)
    expect((await post({ 'x-shopify-storefront-access-token': tokens.public })).status).toBe(200)
    // The card on other sites goes on selling.
    expect((await post({ 'x-shopify-storefront-access-token': await ownToken() })).status).toBe(200)
    await setTokenRequired(owner, {})
    expect((await post({})).status).toBe(200)
  })

  test('how many are left is told to who has one; to others the field is null and the error says why', async () => {
    const query =
      '{ product(handle: "gut-love") { title totalInventory variants(first: 1) { nodes { quantityAvailable } } } }'
    const known = await (await post({ 'x-shopify-storefront-access-token': tokens.public }, query)).json()
    expect(known.errors).toBeUndefined()
    expect(known.data.product.variants.nodes[0].quantityAvailable).toBeGreaterThan(0)
    expect(known.data.product.totalInventory).toBeGreaterThan(0)
    const own = { 'x-shopify-storefront-access-token': await ownToken() }
    expect((await (await post(own, query)).json()).data.product.totalInventory).toBeNull()
    const { data, errors } = await (await post({}, query)).json()
    expect(data.product).toEqual({
      title: 'Bestow Gut Love +',
      totalInventory: null,
      variants: { nodes: [{ quantityAvailable: null }] },
    })
    expect(errors).toContainEqual({
      message:
        'Access denied for quantityAvailable field. Required access: `unauthenticated_read_product_inventory` access scope.',
      locations: [{ line: 1, column: 83 }],
      path: ['product', 'variants', 'nodes', 0, 'quantityAvailable'],
      extensions: expect.objectContaining({ code: 'ACCESS_DENIED' }),
    })
  })
})

describe('who is counted', () => {
  const seen = async (headers: Record<string, string>) =>
    (await recognise(new Headers({ ...nobody, ...headers })))?.visitor

  test('the buyer, where a server with a private token names one; nobody else is believed', async () => {
    const buyer = { 'shopify-storefront-buyer-ip': '198.51.100.9' }
    const server = { 'shopify-storefront-private-token': tokens.private }
    expect(await seen({ ...server, ...buyer })).toBe('198.51.100.9')
    expect(await seen({ ...server, 'shopify-storefront-buyer-ip': '2001:db8:1:2::3' })).toBe(
      '2001:db8:1:2::/64',
    )
    expect(await seen(buyer)).toBe('203.0.113.1')
    expect(await seen({ ...buyer, 'x-shopify-storefront-access-token': tokens.public })).toBe('203.0.113.1')
    expect(await seen({ ...server, 'shopify-storefront-buyer-ip': 'nonsense' })).toBe('203.0.113.1')
  })
})

test('the headers of hydrogen-react’s client are understood, for browsers and for servers', async () => {
  const client = createStorefrontClient({
    storeDomain: 'http://localhost:3000',
    storefrontApiVersion: '2026-04',
    publicStorefrontToken: tokens.public,
    privateStorefrontToken: tokens.private,
  })
  const ofServer = new Headers({ ...nobody, ...client.getPrivateTokenHeaders({ buyerIp: '198.51.100.7' }) })
  expect(await recognise(ofServer)).toMatchObject({ visitor: '198.51.100.7', token: 'private' })
  const ofBrowser = new Headers({ ...nobody, ...client.getPublicTokenHeaders() })
  expect(await recognise(ofBrowser)).toMatchObject({ visitor: '203.0.113.1', token: 'public' })
})

describe('too many requests', () => {
  /** Asks until it is told to wait. */
  async function askOften(headers: Record<string, string>, most: number) {
    for (let nth = 1; nth <= most; nth++) {
      const response = await post(headers, 'no query at all')
      if (response.status === 429) return { nth, response }
    }
    return null
  }

  test('are told how long to wait, in the words clients know; others go on', async () => {
    const often = await askOften({ 'x-forwarded-for': '203.0.113.50' }, allowances.visitor.capacity * 3)
    expect(often?.nth).toBeGreaterThanOrEqual(allowances.visitor.capacity)
    expect(Number(often?.response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(await often?.response.json()).toEqual({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    })
    expect((await post({ 'x-forwarded-for': '203.0.113.51' })).status).toBe(200)
  })

  test('a server that names its buyers is counted for each of them, one that does not far later', async () => {
    const server = { 'shopify-storefront-private-token': tokens.private, 'x-forwarded-for': '203.0.113.60' }
    const buyer = { ...server, 'shopify-storefront-buyer-ip': '203.0.113.61' }
    expect(await askOften(buyer, allowances.visitor.capacity * 3)).not.toBeNull()
    expect((await post({ ...server, 'shopify-storefront-buyer-ip': '203.0.113.62' })).status).toBe(200)
    expect(await askOften(server, allowances.visitor.capacity * 3)).toBeNull()
  })

  test('a dear query counts for more than a cheap one, what was not answered for little', async () => {
    const texts = Array.from({ length: 7 }, (_, nth) => `a${nth}: description`).join(' ')
    const dear = (page: string) => `{ products(${page}) { nodes { ${texts} } } }`
    const statuses = async (address: string, query: string) => {
      const answers: number[] = []
      for (let nth = 0; nth < 10; nth++)
        answers.push((await post({ 'x-forwarded-for': address }, query)).status)
      return answers
    }
    const wrong = await statuses('203.0.113.70', dear('first: 250, after: "no cursor"'))
    expect(wrong[0]).toBe(200)
    expect(wrong).toContain(429)
    expect(await statuses('203.0.113.71', dear('first: 250'))).not.toContain(429)
  })
})
