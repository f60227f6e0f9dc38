import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { notices } from '@/app/(storefront)/cart/cart-notices'
import { quantityField } from '@/app/(storefront)/cart/quantity-field'
import { addLines } from '@/lib/cart/add-lines'
import { loadCart } from '@/lib/cart/load-cart'
import { setNote } from '@/lib/cart/set-note'
import { db, sql } from '@/lib/db'
import { fillCart, orderOf, sessionOf, testShop } from '@/lib/testing/shop'
import { smallDiscount, smallProduct } from '@/prisma/factories'
import { POST } from './route'

testShop()

const jar = vi.hoisted(() => ({ cart: '' }))
vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => ({ value: jar.cart }) }) }))

let tea: Awaited<ReturnType<typeof smallProduct>>

beforeAll(async () => {
  tea = await smallProduct({ handle: 'tea', stock: 100 })
  await smallDiscount({ codes: ['TEN'] })
})

const newCart = async (quantity = 1) => {
  jar.cart = await fillCart({ variantId: tea.variantId, quantity })
}
const cartNow = async () => {
  const cart = await loadCart(sql(), jar.cart)
  if (!cart) throw new Error('there is no such cart')
  return cart
}

/** What the page's form posts as it is shown now. */
async function pageNow(): Promise<Record<string, string>> {
  const { totals, countryCode: country, note, rate } = await cartNow()
  const shownRate = rate?.id ?? ''
  const shown = { shownCountry: country, shownRate, shownNote: note }
  const sums = { total: String(totals.total.minor), due: String(totals.due.minor) }
  return { ...sums, ...shown, country, rate: shownRate, note, code: '' }
}

let visitors = 0

/** @returns where it leads to */
async function post(fields: Record<string, string> = {}, address = `192.0.2.${++visitors}`): Promise<string> {
  const headers = { 'x-forwarded-for': address, host: 'localhost:3000' }
  const body = new URLSearchParams(fields)
  const answer = await POST(
    new Request('http://localhost:3000/checkout/start', { method: 'POST', headers, body }),
  )
  return answer.headers.get('location') ?? ''
}

test('a body of ten megabytes is not read, and it is said why', async () => {
  const body = 'x'.repeat(10 * 1024 * 1024)
  const answer = await POST(new Request('http://localhost:3000/checkout/start', { method: 'POST', body }))
  expect(answer.headers.get('location')).toBe('/cart?notice=long')
  expect(notices.long).toContain('Nothing was changed')
})

test('an address that only starts checkouts comes back to its cart, and is asked to wait', async () => {
  const start = async (address: string, quantity = 1) => {
    await newCart(quantity)
    return post({}, address)
  }
  for (const quantity of [30, 19, 1])
    expect(await start(`203.0.113.7, 10.0.0.${quantity}, 198.51.100.1`, quantity)).toContain('/pay/')
  expect(await start('198.51.100.1')).toBe('/cart?notice=wait')
  expect(notices.wait).toContain('your cart is kept')
  expect(await start('203.0.113.7'), 'another address').toContain('/pay/')
})

test('a form nobody touched goes on to pay; a note that was written goes along', async () => {
  await newCart()
  const url = await post({ ...(await pageNow()), note: 'Back door\r\nRing twice' })
  expect(await orderOf(sessionOf(url))).toMatchObject({ note: 'Back door\nRing twice' })
  expect(await post(await pageNow()), 'the same checkout').toBe(url)
})

test('a full note of line ends is no longer than the field let it be', async () => {
  await newCart()
  const note = `a${'\r\n'.repeat(4998)}b`
  expect(await post({ ...(await pageNow()), note })).toContain('/pay/')
  expect(await post({ ...(await pageNow()), note: 'x'.repeat(5001) })).toBe('/cart?notice=note')
})

test('a window that showed another note writes none, whatever the other did', async () => {
  await newCart()
  const stale = await pageNow()
  await setNote({ token: jar.cart, note: 'Back door' })
  expect(await orderOf(sessionOf(await post(stale)))).toMatchObject({ note: 'Back door' })
  const later = await pageNow()
  await setNote({ token: jar.cart, note: '' })
  await db().cartLine.deleteMany({ where: { cart: { token: jar.cart } } })
  expect(await post(later)).toBe('/cart?notice=empty')
  expect((await cartNow()).note).toBe('')
})

test('a country, a rate or a code is taken over with the note, and its sum is shown before it is paid', async () => {
  await newCart()
  const page = await pageNow()
  expect(await post({ ...page, country: 'AU', note: 'Bell' })).toBe('/cart?notice=destination')
  expect(await cartNow()).toMatchObject({ countryCode: 'AU', note: 'Bell' })
  const back = { ...(await pageNow()), country: 'NZ', code: ' ten ', note: 'Door' }
  expect(await post(back)).toBe('/cart?notice=code')
  expect(await cartNow()).toMatchObject({ countryCode: 'NZ', note: 'Door', discountCodes: [{ code: 'ten' }] })
  expect(await post({ ...(await pageNow()), code: 'NO-SUCH', note: 'Gate' })).toBe(
    '/cart?notice=unknown&notice=saved',
  )
  expect(await post(await pageNow())).toContain('/pay/')
  expect(await cartNow()).toMatchObject({ note: 'Gate' })
})

test('a quantity that was typed is in the cart, and its sum is shown before it is paid', async () => {
  await newCart()
  const field = async (quantity: string) => {
    const [line] = (await cartNow()).lines
    return { [quantityField(line?.id ?? '', line?.quantity ?? 0)]: quantity }
  }
  const page = await pageNow()
  expect(await post({ ...page, ...(await field('2')), note: 'Bell' })).toBe('/cart?notice=quantities')
  expect(await cartNow()).toMatchObject({ note: 'Bell', lines: [{ quantity: 2 }] })
  expect(await post({ ...(await pageNow()), ...(await field('two')) })).toBe('/cart?notice=quantity')
  const cut = new URL(await post({ ...(await pageNow()), ...(await field('999')) }), 'http://localhost')
  expect(cut.searchParams.get('cut')).toMatch(/:999$/)
  expect(await post({ ...(await pageNow()), ...(await field('0')) })).toContain('/cart?removed=')
  await newCart()
  expect(await post({ ...(await pageNow()), ...(await field('1')) })).toContain('/pay/')
})

test('a full note in any script and a cart with every line shown are no more than is read', async () => {
  await newCart()
  const note = '茶'.repeat(5000)
  await setNote({ token: jar.cart, note })
  const lines = Array.from({ length: 250 }, () => [quantityField(randomUUID(), 999), '999'])
  expect(await post({ ...(await pageNow()), ...Object.fromEntries(lines) })).toContain('/pay/')
})

test('nobody pays another sum than the form showed, nor for another delivery', async () => {
  await newCart()
  const stale = await pageNow()
  await addLines({ token: jar.cart, lines: [{ variantId: tea.variantId, quantity: 1 }] })
  expect(await post(stale)).toBe('/cart?notice=changed')
  const { total, due, ...rest } = await pageNow()
  expect(await post({ ...rest, shownCountry: 'AU', country: 'AU', total: total ?? '', due: due ?? '' })).toBe(
    '/cart?notice=changed',
  )
  expect(await post({ ...rest, total: total ?? '', due: String(Number(due) - 1) })).toBe(
    '/cart?notice=changed',
  )
  expect(await post(await pageNow())).toContain('/pay/')
})
