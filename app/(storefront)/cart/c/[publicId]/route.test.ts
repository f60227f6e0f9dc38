import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readCart } from '@/lib/cart/read-cart'
import { db } from '@/lib/db'
import { change, merchandise, readHeadless } from '@/lib/testing/headless-cart'
import { orderOf, sessionOf, testShop } from '@/lib/testing/shop'
import { smallProduct } from '@/prisma/factories'
import { GET, HEAD } from './route'

const shop = testShop()

const jar = vi.hoisted(() => new Map<string, string>())
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined),
    set: ({ name, value }: { name: string; value: string }) => jar.set(name, value),
  }),
}))

let bag: Awaited<ReturnType<typeof smallProduct>>
let book: typeof bag

beforeAll(async () => {
  bag = await smallProduct({ handle: 'bag', stock: 5_000 })
  book = await smallProduct({ handle: 'book', stock: 3, price: 4500 })
})
beforeEach(() => jar.clear())

/** A browser of its own each time: one address begins few checkouts. */
let browsers = 0
async function open(url: string, headers: Record<string, string> = {}): Promise<string> {
  browsers += 1
  const request = new Request(url, { headers: { 'x-forwarded-for': `198.51.100.${browsers}`, ...headers } })
  const publicId = new URL(url).pathname.split('/').at(-1) ?? ''
  const answer = await GET(request, { params: Promise.resolve({ publicId }) })
  expect(answer.headers.get('cache-control')).toContain('no-store')
  return answer.headers.get('location') ?? String(answer.status)
}

const create = async (input: object) => (await change('cartCreate', { input })).cart
const bags = (quantity = 1) => ({ merchandiseId: merchandise(bag.variantId), quantity })

describe('checkoutUrl', () => {
  test('a cart made by a front end elsewhere ends in a paid order', async () => {
    const address = {
      lastName: 'Rewi',
      address1: '1 The Strand',
      city: 'Sydney',
      zip: '2000',
      countryCode: 'AU',
    }
    const cart = await create({
      lines: [bags(2), { merchandiseId: merchandise(book.variantId) }],
      note: 'Ring twice',
      attributes: [{ key: 'From', value: 'salon' }],
      buyerIdentity: { email: 'ana@example.nz' },
      delivery: { addresses: [{ selected: true, address: { deliveryAddress: address } }] },
    })
    const session = sessionOf(await open(`${cart.checkoutUrl}&_fd=0&logged_in=true&_cs=1`))
    const asked = await db().checkoutAttempt.findFirstOrThrow({ where: { sessionId: session } })
    expect(asked.params).toMatchObject({
      customer_email: 'ana@example.nz',
      shipping_address_collection: { allowed_countries: ['AU'] },
    })
    await shop.control().pay({ session })
    await shop.settleDown()
    const order = await orderOf(session)
    expect(order).toMatchObject({
      status: 'placed',
      paymentStatus: 'paid',
      note: 'Ring twice',
      attributes: { From: 'salon' },
      email: 'ana@example.nz',
      countryCode: 'AU',
    })
    expect(order.total / 100).toBe(Number(cart.cost.totalAmount.amount))
    expect(order.lines.map(({ sku, quantity }) => `${quantity} ${sku}`)).toEqual(['1 book', '2 bag'])
    expect(await readHeadless(cart.id), 'so that the front end learns of it').toBeNull()
  })

  test('a cart of 250 lines is paid to the cent', async () => {
    const lines = Array.from({ length: 250 }, (_, n) => ({
      ...bags(),
      attributes: [{ key: 'n', value: String(n) }],
    }))
    const session = sessionOf(await open((await create({ lines })).checkoutUrl))
    await shop.control().pay({ session })
    await shop.settleDown()
    const order = await orderOf(session)
    expect(order).toMatchObject({ paymentStatus: 'paid', subtotal: 250 * 4900, total: 250 * 4900 })
    expect(order.lines).toHaveLength(250)
  })

  test('the browser keeps the cart; the same link leads to the same payment page', async () => {
    const cart = await create({ lines: [bags()] })
    const first = await open(cart.checkoutUrl)
    expect(first).toContain('/pay/')
    expect(jar.get('cart')).toBe(cart.id.split('key=')[1])
    expect(await open(cart.checkoutUrl)).toBe(first)
    await change('cartBuyerIdentityUpdate', { cartId: cart.id, buyerIdentity: { email: 'ana@example.nz' } })
    expect(await open(cart.checkoutUrl)).not.toBe(first)
  })

  test('without its key it is a copy that knows nothing of the buyer', async () => {
    const cart = await create({ lines: [bags(3)], note: 'Mine', buyerIdentity: { email: 'ana@example.nz' } })
    const [bare] = cart.checkoutUrl.split('?')
    for (const url of [bare, `${bare}?key=${'x'.repeat(32)}`, `${bare}?key=`]) {
      const session = sessionOf(await open(url))
      const copy = await readCart(jar.get('cart') ?? '')
      expect(copy).toMatchObject({ note: '', buyer: { email: null }, lines: [{ quantity: 3 }] })
      expect(copy?.publicId).not.toBe(bare.split('/').at(-1))
      const { params } = await db().checkoutAttempt.findFirstOrThrow({ where: { sessionId: session } })
      expect(params).not.toHaveProperty('customer_email')
    }
  })

  test('what can’t be paid is shown in the cart, which says why', async () => {
    expect(await open((await create({})).checkoutUrl)).toBe('/cart?notice=empty')
    const many = await create({ lines: [{ merchandiseId: merchandise(book.variantId), quantity: 2 }] })
    const nowhere = { address: { deliveryAddress: { countryCode: 'FR' } }, selected: true }
    const far = await create({ lines: [bags()], delivery: { addresses: [nowhere] } })
    expect(await open(far.checkoutUrl)).toBe('/cart?notice=unserved')
    await db().stockItem.update({
      where: { id: book.stockItemId },
      data: {
        onHand: 1,
        moves: { create: { kind: 'damaged', delta: -1, reference: 'test', actor: 'test' } },
      },
    })
    expect(await open(many.checkoutUrl)).toBe('/cart?notice=changed')
    expect(jar.get('cart')).toBe(many.id.split('key=')[1])
  })

  test('a cart that never was, or is over', async () => {
    const cart = await create({ lines: [bags()] })
    await db().cart.update({ where: { token: cart.id.split('key=')[1] }, data: { expiresAt: new Date(0) } })
    for (const url of [
      cart.checkoutUrl,
      `http://localhost:3000/cart/c/${'0'.repeat(32)}`,
      'http://localhost:3000/cart/c/x?key=y',
    ])
      expect(await open(url)).toBe('/cart?notice=ended')
    expect(jar.size).toBe(0)
  })

  test('a browser ahead of its reader, a picture or a script on another page begins nothing', async () => {
    const cart = await create({ lines: [bags()] })
    const before = await db().order.count()
    for (const headers of [
      { 'sec-purpose': 'prefetch;prerender' },
      { purpose: 'prefetch' },
      { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
      { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
      { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ])
      expect(await open(cart.checkoutUrl, headers as Record<string, string>)).toBe('503')
    expect(HEAD().status).toBe(503)
    expect([await db().order.count(), jar.size]).toEqual([before, 0])
    expect(
      await open(cart.checkoutUrl, { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }),
    ).toContain('/pay/')
  })
})
