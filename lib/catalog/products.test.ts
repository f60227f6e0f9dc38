import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { readCollectionIds, readCollectionProductIds } from './collections'
import { readProductId, readProductIds, readProducts } from './products'

testDatabase()
beforeAll(smallShop)

const read = async (handle: string) => {
  const id = await readProductId(handle)
  const [product] = id === null ? [] : await readProducts([id])
  return product
}

test('thirty products cost as many statements as one', async () => {
  const made = []
  for (let nth = 1; nth <= 30; nth++) made.push(await smallProduct({ handle: `row-${nth}`, stock: 10 }))
  const ids = made.map(({ productId }) => String(productId))
  const one = await countStatements(() => readProducts(ids.slice(0, 1)))
  const all = await countStatements(() => readProducts(ids))
  expect(all.result.map(({ id }) => id)).toEqual(ids)
  expect([one.statements.length, all.statements.length]).toEqual([1, 1])
})

describe('what is not published is not there', () => {
  test('a draft', async () => {
    await smallProduct({ handle: 'draft', stock: 1, status: 'draft' })
    expect(await readProductId('draft')).toBeNull()
  })

  test('a product whose day has not come', async () => {
    const { productId } = await smallProduct({ handle: 'later', stock: 1 })
    const tomorrow = new Date(Date.now() + 86_400_000)
    await db().product.update({ where: { id: productId }, data: { publishedAt: tomorrow } })
    expect(await readProductId('later')).toBeNull()
    expect(await readProducts([String(productId)])).toEqual([])
  })

  test('a variant taken off sale, and one without a price in the shop’s currency', async () => {
    await smallProduct({ handle: 'off-sale', stock: 1, published: false })
    const { variantId } = await smallProduct({ handle: 'no-price', stock: 1 })
    await db().price.updateMany({ where: { variantId }, data: { currency: 'AUD' } })
    expect((await read('off-sale'))?.variants).toEqual([])
    expect(await read('no-price')).toMatchObject({ variants: [], availability: 'sold_out' })
  })
})

test('the word about stock counts what is promised to others, and a set has as many as its scarcest item gives', async () => {
  const pouch = await smallProduct({ handle: 'pouch', stock: 20 })
  const book = await smallProduct({ handle: 'book', stock: 9 })
  const set = await smallProduct({ handle: 'set', stock: [pouch.stockItemId, book.stockItemId] })
  const words = async () =>
    [await read('pouch'), await read('book'), await read('set')].map((p) => p?.availability)
  expect(await words()).toEqual(['in_stock', 'in_stock', 'in_stock'])

  const twoBooks = { variantId_stockItemId: { variantId: set.variantId, stockItemId: book.stockItemId } }
  await db().variantComponent.update({ where: twoBooks, data: { quantity: 2 } })
  expect(await words()).toEqual(['in_stock', 'in_stock', 'low_stock'])

  await db().stockItem.update({ where: { id: book.stockItemId }, data: { reserved: 8 } })
  expect(await words()).toEqual(['in_stock', 'low_stock', 'sold_out'])
})

test('what takes nothing from a shelf is always there, as in the cart', async () => {
  await smallProduct({ handle: 'voucher', stock: [] })
  const product = await read('voucher')
  expect(product?.variants[0]).toMatchObject({ availability: 'in_stock', availableForSale: true })
})

test.each([
  [4900, 150, 'g', { price: { minor: 3267, currency: 'NZD' }, quantity: 100, unit: 'g' }],
  [8900, 300, 'g', { price: { minor: 2967, currency: 'NZD' }, quantity: 100, unit: 'g' }],
  [4900, 100, 'ml', null],
  [3000, 12, 'piece', { price: { minor: 250, currency: 'NZD' }, quantity: 1, unit: 'piece' }],
] as const)('%i for %i %s has the unit price %o', async (price, unitQuantity, unit, expected) => {
  const handle = `unit-${price}-${unitQuantity}-${unit}`
  const { variantId } = await smallProduct({ handle, stock: 1, price })
  await db().variant.update({ where: { id: variantId }, data: { unitQuantity, unit } })
  expect((await read(handle))?.variants[0]?.unitPrice).toEqual(expected)
})

test('options and their values keep the shop’s order, media and label rows too', async () => {
  const { productId, variantId } = await smallProduct({ handle: 'ordered', stock: 1 })
  const option = await db().productOption.create({
    data: {
      productId,
      name: 'Size',
      position: 1,
      values: {
        create: [
          { value: 'small', position: 2 },
          { value: 'large', position: 1 },
        ],
      },
    },
    include: { values: true },
  })
  const small = option.values.find(({ value }) => value === 'small')
  await db().variantOptionValue.create({ data: { variantId, optionValueId: small?.id ?? 0n } })
  await db().media.createMany({
    data: [
      { productId, kind: 'drawing', source: 'book', alt: 'second', position: 2 },
      { productId, kind: 'drawing', source: 'pouch', alt: 'first', position: 1 },
    ],
  })
  const label = {
    owner: 'product',
    ownerId: productId,
    namespace: 'label',
    type: 'single_line_text_field',
  } as const
  await db().metafield.createMany({
    data: [
      { ...label, key: 'storage', value: 'Cool', position: 2 },
      { ...label, key: 'allergens', value: 'None', position: 1 },
    ],
  })
  expect(await read('ordered')).toMatchObject({
    options: [{ name: 'Size', values: ['large', 'small'] }],
    variants: [{ selectedOptions: [{ name: 'Size', value: 'small' }] }],
    media: [{ source: 'pouch' }, { source: 'book' }],
    metafields: [{ key: 'allergens' }, { key: 'storage' }],
  })
})

describe('pages of a list', () => {
  test('of all products show each once', async () => {
    const all = await readProductIds(null, 1_000)
    expect(await walk((after) => readProductIds(after, 7))).toEqual(all)
    expect(new Set(all).size).toBe(all.length)
  })

  test('of a collection follow its own order', async () => {
    const collection = await db().collection.create({ data: { handle: 'chosen', title: 'Chosen' } })
    const ids = (await readProductIds(null, 9)).toReversed()
    // Two share each position: then the id decides.
    await db().collectionProduct.createMany({
      data: ids.map((id, index) => ({
        collectionId: collection.id,
        productId: BigInt(id),
        position: Math.floor(index / 2),
      })),
    })
    const page = (after: string | null) => readCollectionProductIds(String(collection.id), after, 2)
    const shown = await walk(page)
    expect(shown.toSorted()).toEqual(ids.toSorted())
    expect(shown).toEqual(await readCollectionProductIds(String(collection.id), null, 100))
    expect(await readCollectionIds(null, 10)).toEqual([String(collection.id)])
  })

  test('an empty collection is not listed', async () => {
    await db().collection.create({ data: { handle: 'empty', title: 'Empty' } })
    expect(await readCollectionIds(null, 10)).toHaveLength(1)
  })
})

/** All pages of a list, one after the other. */
async function walk(page: (after: string | null) => Promise<string[]>): Promise<string[]> {
  const seen: string[] = []
  for (let ids = await page(null); ids.length > 0; ids = await page(seen.at(-1) ?? null)) seen.push(...ids)
  return seen
}
