import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { addLines } from './add-lines'
import { toCartView } from './cart-view'

testDatabase()

test('a cart is shown as plain JSON, with its pieces counted, without its token', async () => {
  await smallShop()
  const bag = await smallProduct({ handle: 'bag', stock: 9 })
  const book = await smallProduct({ handle: 'book', stock: 1 })
  const cart = await addLines({
    token: null,
    lines: [
      { variantId: bag.variantId, quantity: 4 },
      { variantId: book.variantId, quantity: 2 },
    ],
  })
  const view = toCartView(cart)
  expect(JSON.parse(JSON.stringify(view))).toEqual(view)
  expect(view.count).toBe(5)
  expect(view.lines.map(({ path }) => path)).toEqual(['/products/book', '/products/bag'])
  expect(JSON.stringify(view)).not.toContain(cart.token)
})
