import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { adminProductsPerPage, listAdminProducts, type ProductFilter } from './admin-products'

testDatabase()

beforeAll(async () => {
  await db().shop.create({
    data: {
      name: 'Test',
      currency: 'NZD',
      country: 'NZ',
      timeZone: 'Pacific/Auckland',
      email: 'shop@example.nz',
      dispatchCity: 'Tauranga',
      taxBasisPoints: 1500,
      lowStock: 5,
    },
  })
  const shelf = (id: number, onHand: number, reserved: number) =>
    db().stockItem.create({ data: { id, sku: `S-${id}`, onHand, reserved } })
  await Promise.all([shelf(1, 40, 2), shelf(2, 6, 2), shelf(3, 0, 0)])
  const product = (id: number, title: string, stock: [number, number][], more: object = {}) =>
    db().product.create({
      data: {
        id,
        handle: `p-${id}`,
        title,
        ...more,
        variants: {
          create: {
            title: 'Default Title',
            sku: `SKU-${id}`,
            position: 0,
            components: { create: stock.map(([stockItemId, quantity]) => ({ stockItemId, quantity })) },
          },
        },
      },
    })
  await product(1, 'Gut Love +', [[1, 1]], { isSupplement: true, status: 'active', publishedAt: new Date() })
  await product(2, 'the Book', [[2, 1]], { isSupplement: true, labelConfirmed: true })
  await product(
    3,
    'Set of 100 % both',
    [
      [1, 1],
      [2, 2],
    ],
    { status: 'archived' },
  )
  await product(4, 'Gone', [[3, 1]])
  await product(5, 'Gift card', [])
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
  expect(await titles({ search: 'sku-3' })).toEqual(['Set of 100 % both'])
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
