import { beforeAll, expect, test, vi } from 'vitest'
import { notices } from '@/app/(storefront)/cart/cart-notices'
import { fillCart, testShop } from '@/lib/testing/shop'
import { smallProduct } from '@/prisma/factories'
import { POST } from './route'

testShop()

const jar = vi.hoisted(() => ({ cart: '' }))
vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => ({ value: jar.cart }) }) }))

let tea: Awaited<ReturnType<typeof smallProduct>>

beforeAll(async () => {
  tea = await smallProduct({ handle: 'tea', stock: 100 })
})

async function checkOut(address: string, quantity = 1): Promise<string> {
  jar.cart = await fillCart({ variantId: tea.variantId, quantity })
  const headers = { 'x-forwarded-for': address, host: 'localhost:3000' }
  const answer = await POST(new Request('http://localhost:3000/checkout/start', { method: 'POST', headers }))
  return answer.headers.get('location') ?? ''
}

test('a body of ten megabytes is not read, and it is said why', async () => {
  const body = 'x'.repeat(10 * 1024 * 1024)
  const answer = await POST(new Request('http://localhost:3000/checkout/start', { method: 'POST', body }))
  expect(answer.headers.get('location')).toBe('/cart?notice=long')
  expect(notices.long).toContain('Nothing was changed')
})

test('an address that only starts checkouts comes back to its cart, and is asked to wait', async () => {
  for (const quantity of [30, 19, 1])
    expect(await checkOut(`203.0.113.7, 10.0.0.${quantity}, 198.51.100.1`, quantity)).toContain('/pay/')
  expect(await checkOut('198.51.100.1')).toBe('/cart?notice=wait')
  expect(notices.wait).toContain('your cart is kept')
  expect(await checkOut('203.0.113.7'), 'another address').toContain('/pay/')
})
