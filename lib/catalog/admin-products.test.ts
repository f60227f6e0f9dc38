import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { adminProductsPerPage, listAdminProducts, type ProductFilter } from './admin-products'

testDatabase()

beforeAll(async () => {
  await smallShop()
  const gut = await smallProduct({ handle: 'gut-love', title: 'Gut Love +', stock: 40, isSupplement: true })
  const book = await smallProduct({
    handle: 'book',
    title: 'the Book',
    stock: 6,
    status: 'draft',
    isSupplement: true,
    labelConfirmed: true,
  })
  const stock = [gut.stockItemId, book.stockItemId]
  const set = await smallProduct({ handle: 'kit', title: 'Set of 100 % both', stock, status: 'archived' })
  await db().variantComponent.updateMany({
    where: { variantId: set.variantId, stockItemId: book.stockItemId },
    data: { quantity: 2 },
  })
  await smallProduct({ handle: 'gone', title: 'Gone', stock: 0, status: 'draft' })
  await smallProduct({ handle: 'gift-card', title: 'Gift card', stock: [], status: 'draft' })
  await db().stockItem.updateMany({ where: { id: { in: stock } }, data: { reserved: 2 } })
})

const titles = async (filter: ProductFilter) =>
  (await listAdminProducts(filter)).products.map((product) => product.title)

test('products come by name, whatever their case and status', async () => {
  expect(await titles({})).toEqual(['Gift card', 'Gone', 'Gut Love +', 'Set of 100 % both', 'the Book'])
  expect((await listAdminProducts({})).total).toBe(5)
})

test('stock is what can be made up from the shelves, less what payments hold', async () => {
  const { products } = await listAdminProducts({})
  const stock = Object.fromEntries(products.map((product) => [product.title, product.variants[0]?.stock]))
  expect(stock).toEqual({
    'Gift card': null,
    Gone: { onHand: 0, held: 0, word: 'sold_out' },
    'Gut Love +': { onHand: 40, held: 2, word: 'in_stock' },
    'Set of 100 % both': { onHand: 3, held: 1, word: 'low_stock' },
    'the Book': { onHand: 6, held: 2, word: 'low_stock' },
  })
})

test('search and filters narrow the list, and signs in a search are letters', async () => {
  expect(await titles({ search: 'gUt' })).toEqual(['Gut Love +'])
  expect(await titles({ search: 'KIT' })).toEqual(['Set of 100 % both'])
  expect(await titles({ search: '100 %' })).toEqual(['Set of 100 % both'])
  expect(await titles({ search: '%' })).toEqual(['Set of 100 % both'])
  expect(await titles({ search: "'; drop table product; --" })).toEqual([])
  expect(await titles({ status: 'active' })).toEqual(['Gut Love +'])
  expect(await titles({ stock: 'none' })).toEqual(['Gone'])
  expect(await titles({ stock: 'low' })).toEqual(['Gone', 'Set of 100 % both', 'the Book'])
  expect(await titles({ label: 'unconfirmed' })).toEqual(['Gut Love +'])
  expect(await titles({ label: 'confirmed' })).toEqual(['the Book'])
})

test('pages follow each other without a gap or a double', async () => {
  const many = Array.from({ length: adminProductsPerPage + 3 }, (_, index) => ({
    id: 100 + index,
    handle: `zz-${index}`,
    title: 'Zz same name',
  }))
  await db().product.createMany({ data: many })
  const first = await listAdminProducts({ search: 'same name' })
  expect(first.products).toHaveLength(adminProductsPerPage)
  const second = await listAdminProducts({ search: 'same name', after: first.next ?? '' })
  expect(second.next).toBeNull()
  const ids = [...first.products, ...second.products].map((product) => Number(product.id))
  expect(ids).toEqual(many.map(({ id }) => id))
})
