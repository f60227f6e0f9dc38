import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readCart } from '@/lib/cart/read-cart'
import { db } from '@/lib/db'
import { sessionOf, testShop } from '@/lib/testing/shop'
import { smallDiscount, smallProduct } from '@/prisma/factories'
import { GET } from './route'

testShop()

const jar = vi.hoisted(() => new Map<string, string>())
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined),
    set: ({ name, value }: { name: string; value: string }) => jar.set(name, value),
  }),
}))

let bag: bigint
let book: bigint

beforeAll(async () => {
  await smallDiscount({ codes: ['TENOFF'] })
  bag = (await smallProduct({ handle: 'bag', stock: 5_000 })).variantId
  book = (await smallProduct({ handle: 'book', stock: 3, price: 4500 })).variantId
})
beforeEach(() => jar.clear())

let browsers = 0
async function follow(permalink: string, query = '', headers: Record<string, string> = {}): Promise<string> {
  browsers += 1
  const request = new Request(`http://localhost:3000/cart/${permalink}${query}`, {
    headers: { 'x-forwarded-for': `203.0.113.${browsers}`, ...headers },
  })
  const answer = await GET(request, { params: Promise.resolve({ permalink }) })
  return answer.headers.get('location') ?? String(answer.status)
}

const kept = () => readCart(jar.get('cart') ?? '')

test('a link makes its cart and goes on to pay', async () => {
  const properties = Buffer.from(JSON.stringify({ Gift: 'yes' })).toString('base64url')
  const session = sessionOf(
    await follow(
      `${bag}:2,${book}:1`,
      `?note=Ring+twice&attributes[From]=salon&checkout[email]=ana@example.nz&properties=${properties}` +
        '&checkout[shipping_address][country]=AU&checkout[shipping_address][city]=Sydney&utm_source=mail&discount=TENOFF',
    ),
  )
  expect(await kept()).toMatchObject({
    note: 'Ring twice',
    attributes: { From: 'salon' },
    buyer: { email: 'ana@example.nz' },
    countryCode: 'AU',
    addresses: [{ city: 'Sydney', selected: true }],
    lines: [
      { sku: 'book', quantity: 1, attributes: { Gift: 'yes' } },
      { sku: 'bag', quantity: 2, attributes: { Gift: 'yes' } },
    ],
  })
  const { params } = await db().checkoutAttempt.findFirstOrThrow({ where: { sessionId: session } })
  expect(params).toMatchObject({ customer_email: 'ana@example.nz' })
})

test('it shows the cart first where it says so, and makes a new one each time', async () => {
  expect(await follow(`${bag}:2`, '?storefront=true')).toBe('/cart')
  const first = jar.get('cart')
  expect(await follow(encodeURIComponent(`${bag}:3,${bag}:1`), '?storefront=true')).toBe('/cart')
  expect((await kept())?.lines).toMatchObject([{ quantity: 4 }])
  expect(jar.get('cart')).not.toBe(first)
})

test('after too many guesses from one connection its codes are left out, its goods are not', async () => {
  const guesser = { 'x-forwarded-for': '198.51.100.7' }
  const guesses = (from: number) => Array.from({ length: 16 }, (_, index) => `NONE${from + index}`).join()
  await follow(`${bag}:1`, `?discount=${guesses(0)}`, guesser)
  await follow(`${bag}:1`, `?discount=${guesses(16)}`, guesser)
  expect(await follow(`${bag}:2`, '?discount=TENOFF', guesser)).toBe('/cart?notice=tries')
  expect(await kept()).toMatchObject({ lines: [{ quantity: 2 }], discountCodes: [] })
  expect(await follow(`${bag}:2`, '', guesser)).toMatch(/^http/)
})

test('a code that takes nothing off is seen before it is paid without', async () => {
  expect(await follow(`${bag}:1`, '?discount=NONE,TENOFF')).toBe('/cart?notice=waits')
  expect((await kept())?.discountCodes).toEqual([
    { code: 'NONE', applicable: false },
    { code: 'TENOFF', applicable: true },
  ])
})

test('what is not for sale is said, and what is stands in the cart', async () => {
  expect(await follow(`${bag}:1,999999:1`)).toBe('/cart?notice=missing')
  expect((await kept())?.lines).toMatchObject([{ sku: 'bag' }])
  jar.clear()
  expect(await follow('999999:1')).toBe('/cart?notice=missing')
  expect(await follow(`${bag}:0`)).toBe('/cart?notice=link')
  expect(jar.size).toBe(0)
  expect(await follow(`${book}:9`)).toMatch(/^\/cart\?cut=[\da-f-]{36}%3A9$/)
})

test('what is odd in the parameters is left out', async () => {
  const long = 'x'.repeat(6_000)
  const query = `?storefront=true&checkout[email]=ana&checkout[shipping_address][country]=Australia&note=${long}&properties=%7B&attributes[a]=${long}&attributes[b]=%00&attributes=c&attributes[__proto__]=d`
  expect(await follow(`${bag}:1`, query)).toBe('/cart')
  const cart = await kept()
  expect(cart).toMatchObject({
    buyer: { email: null },
    addresses: [],
    note: 'x'.repeat(5_000),
    lines: [{ attributes: {} }],
  })
  expect(Object.keys(cart?.attributes ?? {})).toEqual(['b', '__proto__'])
})

test('what is no such link leads to the cart, and makes none', async () => {
  const before = await db().cart.count()
  for (const path of [
    'x',
    `${bag}`,
    `${bag}:`,
    `${bag}:-1`,
    `${bag}:1e3`,
    `${bag}:1;2`,
    ',',
    '99999999999999999999:1',
    Array.from({ length: 251 }, () => `${bag}:1`).join(','),
    '%00:1',
    '%',
  ])
    expect(await follow(path), path.slice(0, 30)).toBe('/cart?notice=link')
  expect(await follow(`${bag}:1`, '', { 'sec-purpose': 'prefetch' })).toBe('503')
  expect(await db().cart.count()).toBe(before)
})
