import { beforeEach, expect, test } from 'vitest'
import { db, sql } from '@/lib/db'
import { adjustStock } from '@/lib/inventory/adjust-stock'
import { freshDatabase, testDatabase } from '@/lib/testing/database'
import { listingsAddUp } from '@/lib/testing/listings'
import { shelfOf } from '@/lib/testing/shelf'
import { owner } from '@/lib/testing/staff'
import { smallProduct, smallShop } from '@/prisma/factories'
import { getAdminProduct } from './admin-product'
import { giftCardObstacle } from './gift-card-obstacle'
import { productEdit } from './product-edit'
import { updateProduct } from './update-product'

testDatabase()

beforeEach(async () => {
  await freshDatabase()
  await smallShop()
})

/** Saves the panel as it would be opened now, with changes. */
async function save({ productId }: { productId: bigint }, changes: object) {
  const product = await getAdminProduct(String(productId))
  const { id, version, title, subtitle, description, isGiftCard } = product ?? {}
  const search = { seoTitle: product?.seoTitle ?? '', seoDescription: product?.seoDescription ?? '' }
  const typed = {
    id,
    version,
    title,
    subtitle,
    description,
    ...search,
    ...(isGiftCard && { isGiftCard: 'on' }),
  }
  await updateProduct(owner, productEdit('NZD').parse({ ...typed, ...changes }))
}
const variantOf = ({ variantId }: { variantId: bigint }) =>
  db().variant.findUniqueOrThrow({ where: { id: variantId }, include: { components: true } })
const priceOf = ({ variantId }: { variantId: bigint }, price: string, compareAtPrice = '') => ({
  prices: { [String(variantId)]: { price, compareAtPrice } },
})

test('what becomes a gift card leaves its empty shelf, is not sent, can be bought, and the log says so', async () => {
  const goods = await smallProduct({ handle: 'voucher', stock: 0, price: 5000 })
  await save(goods, { isGiftCard: 'on' })
  expect(await getAdminProduct(String(goods.productId))).toMatchObject({ isGiftCard: true, stock: [] })
  expect(await variantOf(goods)).toMatchObject({ requiresShipping: false, components: [] })
  expect(await listingsAddUp()).toEqual([])
  const listing = await sql().$queryRaw`
    SELECT available FROM product_listing WHERE product_id = ${goods.productId}`
  expect(listing).toEqual([{ available: true }])
  const [row] = await db().auditLog.findMany()
  expect(row).toMatchObject({
    action: 'product.saved',
    before: { isGiftCard: false },
    after: { isGiftCard: true },
  })
})

test('goods again, it comes back to its shelf, which holds what was booked on it meanwhile', async () => {
  const goods = await smallProduct({ handle: 'voucher', stock: 0, price: 5000 })
  await save(goods, { isGiftCard: 'on' })
  const booked = { kind: 'received', reason: '', requestKey: crypto.randomUUID() } as const
  await adjustStock(owner, { stockItemId: goods.stockItemId, onHand: 0, delta: 3, ...booked })
  await save(goods, { isGiftCard: 'off' })
  expect(await variantOf(goods)).toMatchObject({ requiresShipping: true })
  expect((await variantOf(goods)).components).toMatchObject([{ stockItemId: goods.stockItemId, quantity: 1 }])
  expect(await shelfOf(goods.stockItemId)).toMatchObject({ onHand: 3 })
  expect(await listingsAddUp()).toEqual([])
})

test('a card that came without a shelf gets an empty one when it becomes goods', async () => {
  const card = await smallProduct({ handle: 'voucher', stock: [], price: 5000, isGiftCard: true })
  await save(card, { isGiftCard: 'off' })
  expect(await getAdminProduct(String(card.productId))).toMatchObject({
    isGiftCard: false,
    stock: [{ sku: 'voucher', onHand: 0 }],
  })
})

test('goods on a shelf, sets and supplements are no gift cards, and their form says why before anybody tries', async () => {
  const full = await smallProduct({ handle: 'bag', stock: 2 })
  const powder = await smallProduct({ handle: 'powder', stock: 0, isSupplement: true })
  const empty = await smallProduct({ handle: 'box', stock: 0 })
  // Made a card and goods again, it would come back with a shelf of its own instead of what is in it.
  const set = await smallProduct({ handle: 'set', stock: [empty.stockItemId] })
  for (const [goods, why] of [
    [full, /still 2 pieces on the shelf bag/],
    [powder, /supplement/],
    [set, /a set/],
  ] as const) {
    const before = await variantOf(goods)
    const product = await getAdminProduct(String(goods.productId))
    expect(product && giftCardObstacle(product)).toMatch(why)
    await expect(save(goods, { isGiftCard: 'on' })).rejects.toMatchObject({
      field: 'isGiftCard',
      message: expect.stringMatching(why),
    })
    expect(await variantOf(goods)).toEqual(before)
  }
  const [free, card] = [empty, await smallProduct({ handle: 'voucher', stock: [], isGiftCard: true })]
  for (const { productId } of [free, card]) {
    const product = await getAdminProduct(String(productId))
    expect(product && giftCardObstacle(product)).toBeNull()
  }
})

test('a card is worth what it costs: something, no more than a card holds, never reduced', async () => {
  const goods = await smallProduct({ handle: 'voucher', stock: 0, price: 5000 })
  const sure = { isGiftCard: 'on', unusualPrices: 'on' }
  const field = (part: string) => ({ field: `prices.${goods.variantId}.${part}` })
  await expect(save(goods, { ...sure, ...priceOf(goods, '0') })).rejects.toMatchObject(field('price'))
  await expect(save(goods, { ...sure, ...priceOf(goods, '10000.01') })).rejects.toMatchObject(field('price'))
  await expect(save(goods, { ...sure, ...priceOf(goods, '40', '50') })).rejects.toMatchObject(
    field('compareAtPrice'),
  )
  await save(goods, { ...sure, ...priceOf(goods, '10000') })
  await expect(save(goods, priceOf(goods, '0'))).rejects.toMatchObject(field('price'))
})
