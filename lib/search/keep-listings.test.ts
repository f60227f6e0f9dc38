import { afterEach, beforeAll, expect, test } from 'vitest'
import { db, prismaTransaction, sql, transaction } from '@/lib/db'
import { holdStock } from '@/lib/inventory/hold-stock'
import { releaseHolds } from '@/lib/inventory/release-holds'
import { testDatabase } from '@/lib/testing/database'
import { listingsAddUp } from '@/lib/testing/listings'
import { demoShop, smallOrder, smallProduct } from '@/prisma/factories'
import { countOpened, countSales } from './keep-listings'

testDatabase()
beforeAll(demoShop)
afterEach(async () => expect(await listingsAddUp()).toEqual([]))

const listing = async (productId: bigint) => {
  const [row] = await sql().$queryRaw<
    {
      min_price: number
      max_price: number
      available: boolean
      listed: boolean
      sold: number
      keys: string[]
    }[]
  >`SELECT min_price, max_price, available, listed, sold, keys FROM product_listing WHERE product_id = ${productId}`
  return row
}
const counted = async (facet: string) => {
  const [row] = await sql().$queryRaw<{ n: number }[]>`
    SELECT n FROM facet_count WHERE collection_id = 0 AND facet = ${facet}`
  return row?.n ?? 0
}

test('the demo shop is listed as its file says', async () => {
  expect(await listing(1n)).toMatchObject({ min_price: 4900, max_price: 8900, available: true, listed: true })
  expect(await counted('')).toBe(3)
})

test.each<[string, (productId: bigint, variantId: bigint) => Promise<unknown>]>([
  [
    'its words',
    (id) => db().product.update({ where: { id }, data: { title: 'Other', tags: ['new', 'Māori'] } }),
  ],
  ['its state', (id) => db().product.update({ where: { id }, data: { status: 'archived' } })],
  ['a price', (_, variantId) => db().price.updateMany({ where: { variantId }, data: { amount: 1 } })],
  ['a variant off sale', (_, id) => db().variant.update({ where: { id }, data: { published: false } })],
  ['a variant gone', (_, id) => db().variant.delete({ where: { id } })],
  [
    'an option',
    (id) =>
      db().productOption.create({
        data: { productId: id, name: 'Size', position: 1, values: { create: { value: 'S', position: 1 } } },
      }),
  ],
  [
    'a collection',
    (id) => db().collectionProduct.create({ data: { collectionId: 1n, productId: id, position: 9 } }),
  ],
  ['itself gone', (id) => db().product.delete({ where: { id } })],
])('a change of %s is seen at once', async (name, change) => {
  const { productId, variantId } = await smallProduct({ handle: `of-${name.replaceAll(' ', '-')}`, stock: 1 })
  await db()
    .collectionProduct.create({ data: { collectionId: 1n, productId, position: 1 } })
    .catch(() => {})
  if (name === 'a collection') await db().collectionProduct.deleteMany({ where: { productId } })
  await change(productId, variantId)
})

test('an option renamed is renamed in every list', async () => {
  await db().optionValue.updateMany({ where: { value: '150 g' }, data: { value: '160 g' } })
  expect((await listing(1n))?.keys).toContain('option\u001fsize\u001f160 g')
  await db().optionValue.updateMany({ where: { value: '160 g' }, data: { value: '150 g' } })
})

test('a product is available until its last one is promised, and again when that comes back', async () => {
  const { productId, stockItemId } = await smallProduct({ handle: 'last-one', stock: 1 })
  const { orderId, demands } = await smallOrder({ stockItemId, quantity: 1 })
  const before = await counted('available\u001ffalse')
  await prismaTransaction((tx) => holdStock(tx, orderId, demands))
  expect((await listing(productId))?.available).toBe(false)
  expect(await counted('available\u001ffalse')).toBe(before + 1)
  await prismaTransaction((tx) => releaseHolds(tx, orderId))
  expect((await listing(productId))?.available).toBe(true)
})

test('twenty orders that each take the last of two things at once leave every list right', async () => {
  const powder = await smallProduct({ handle: 'race-powder', stock: 10 })
  const book = await smallProduct({ handle: 'race-book', stock: 10 })
  const set = await smallProduct({ handle: 'race-set', stock: [powder.stockItemId, book.stockItemId] })
  const orders = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      smallOrder(
        { stockItemId: index % 2 ? powder.stockItemId : book.stockItemId, quantity: 1 },
        { stockItemId: index % 2 ? book.stockItemId : powder.stockItemId, quantity: 1 },
      ),
    ),
  )
  const results = await Promise.allSettled([
    ...orders.map(({ orderId, demands }) => prismaTransaction((tx) => holdStock(tx, orderId, demands))),
    // Staff edits the same products meanwhile.
    ...[powder, book, set].map(({ productId, variantId }) =>
      prismaTransaction(async (tx) => {
        await tx.product.update({ where: { id: productId }, data: { title: 'Raced' } })
        await tx.price.updateMany({ where: { variantId }, data: { amount: 777 } })
      }),
    ),
  ])
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused.every(({ reason }) => reason.code === 'OUT_OF_STOCK')).toBe(true)
  expect(refused.length).toBe(10)
  expect((await listing(set.productId))?.available).toBe(false)
})

test('what opens on a day is counted when the day has come', async () => {
  const { productId } = await smallProduct({ handle: 'to-come', stock: 1 })
  const before = await counted('')
  await db().product.update({
    where: { id: productId },
    data: { publishedAt: new Date(Date.now() + 3_600_000) },
  })
  expect(await counted('')).toBe(before - 1)
  // The day comes: only the clock moves, and here the date moves instead, unseen.
  await sql()
    .$executeRaw`UPDATE product_listing SET opens_at = now() - interval '1 second' WHERE product_id = ${productId}`
  await transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL shop.listings_later = 'on'`
    await tx.$executeRaw`UPDATE product SET published_at = (SELECT opens_at FROM product_listing WHERE product_id = ${productId})
      WHERE id = ${productId}`
  })
  await countOpened()
  expect(await counted('')).toBe(before)
})

test('sales are counted from placed orders', async () => {
  const { productId, stockItemId } = await smallProduct({ handle: 'sold', stock: 9 })
  const { orderId } = await smallOrder({ stockItemId, quantity: 4 })
  await db().orderLine.updateMany({ where: { orderId }, data: { productId } })
  await countSales()
  expect((await listing(productId))?.sold).toBe(0)
  await db().order.update({ where: { id: orderId }, data: { placedAt: new Date() } })
  await countSales()
  expect((await listing(productId))?.sold).toBe(4)
})
