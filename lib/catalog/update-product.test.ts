import { beforeEach, expect, test } from 'vitest'
import { unsafeStaff } from '@/lib/auth/staff'
import { db } from '@/lib/db'
import { data } from '@/lib/testing/ask-storefront'
import { freshDatabase, testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { getAdminProduct } from './admin-product'
import { productEdit } from './product-edit'
import { setProductStatus } from './set-product-status'
import { updateProduct } from './update-product'

testDatabase()

const aroha = unsafeStaff({ id: 'a', name: 'Aroha', email: 'aroha@example.nz', role: 'owner' })
const ben = unsafeStaff({ id: 'b', name: 'Ben', email: 'ben@example.nz', role: 'editor' })

/** Of each new database: ids count from 1. The larger size has no price yet. */
beforeEach(async () => {
  await freshDatabase()
  await smallShop()
  const gutLove = { handle: 'gut-love', title: 'Gut Love +', isSupplement: true, demo: true }
  const { productId } = await smallProduct({ ...gutLove, stock: 10, price: 4900 })
  await db().variant.create({ data: { productId, title: '300 g', sku: 'GL-300', position: 2 } })
})

const typed = {
  id: '1',
  version: '1',
  title: 'Gut Love +',
  subtitle: '',
  description: '',
  seoTitle: '',
  seoDescription: '',
  prices: { '1': { price: '49.00', compareAtPrice: '' }, '2': { price: '', compareAtPrice: '' } },
}
const edit = (changes: object) => productEdit('NZD').parse({ ...typed, ...changes })
const price = (text: string, before = '') => ({ '1': { price: text, compareAtPrice: before } })

test('a save changes words and prices together, and the log keeps who, before and after', async () => {
  await updateProduct(aroha, edit({ title: 'Gut Love Plus', labelConfirmed: 'on', prices: price('52') }))
  const product = await getAdminProduct('1')
  expect(product).toMatchObject({ version: 2, title: 'Gut Love Plus', labelConfirmed: true, demo: true })
  expect(product?.variants[0]?.price).toEqual({ minor: 5200, currency: 'NZD' })
  const [row, ...others] = await db().auditLog.findMany()
  expect(others).toEqual([])
  expect(row).toMatchObject({
    staffId: 'a',
    actor: 'Aroha',
    action: 'product.saved',
    subject: 'product',
    subjectId: '1',
    before: { title: 'Gut Love +', labelConfirmed: false, variants: { '1': { price: '49.00' } } },
    after: { title: 'Gut Love Plus', labelConfirmed: true, variants: { '1': { price: '52.00' } } },
  })
})

test('what is written for search engines is kept, logged and told; emptied, the product’s own words stand in', async () => {
  const told = async () =>
    (await data('{ product(handle: "gut-love") { seo { title description } } }')).product.seo
  expect(await told()).toEqual({ title: null, description: null })
  const words = { seoTitle: 'A powder for breakfast', seoDescription: 'In two sizes.' }
  await updateProduct(aroha, edit(words))
  await updateProduct(aroha, edit(words))
  expect(await getAdminProduct('1')).toMatchObject({ version: 2, ...words })
  expect(await told()).toEqual({ title: 'A powder for breakfast', description: 'In two sizes.' })
  await updateProduct(ben, edit({ version: '2', title: 'Renamed', seoDescription: words.seoDescription }))
  expect(await told()).toEqual({ title: null, description: 'In two sizes.' })
  const log = await db().auditLog.findMany({ orderBy: { id: 'asc' } })
  expect(log).toMatchObject([
    { before: { seoTitle: null, seoDescription: null }, after: words },
    { before: words, after: { title: 'Renamed', seoTitle: null, seoDescription: words.seoDescription } },
  ])
  await expect(updateProduct(aroha, edit({ seoTitle: 'Mine' }))).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('an edit made from an older version is refused and changes nothing', async () => {
  await updateProduct(aroha, edit({ subtitle: 'A powder' }))
  await expect(updateProduct(ben, edit({ title: 'Other' }))).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(setProductStatus(ben, { id: '1', version: 1, status: 'draft' })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  expect(await getAdminProduct('1')).toMatchObject({
    title: 'Gut Love +',
    subtitle: 'A powder',
    version: 2,
    status: 'active',
  })
  expect(await db().auditLog.count()).toBe(1)
})

test('of two edits at once one is refused', async () => {
  const both = await Promise.allSettled([
    updateProduct(aroha, edit({ title: 'One' })),
    updateProduct(ben, edit({ title: 'Two' })),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db().auditLog.count()).toBe(1)
})

test('the same save sent twice is one save', async () => {
  const twice = edit({ title: 'Gut Love Plus', prices: price('52') })
  await Promise.all([updateProduct(aroha, twice), updateProduct(aroha, twice)])
  await updateProduct(aroha, twice)
  expect(await getAdminProduct('1')).toMatchObject({ version: 2 })
  expect(await db().auditLog.count()).toBe(1)
})

test('a price that halves, doubles or vanishes must be looked at twice', async () => {
  for (const text of ['0', '4.90', '490']) {
    const save = edit({ prices: price(text) })
    await expect(updateProduct(aroha, save)).rejects.toMatchObject({
      code: 'INVALID',
      field: 'unusualPrices',
    })
  }
  await updateProduct(aroha, edit({ prices: price('4.90'), unusualPrices: 'on' }))
  expect((await getAdminProduct('1'))?.variants[0]?.price?.minor).toBe(490)
})

test('a price can be given, and not taken away', async () => {
  await updateProduct(aroha, edit({ prices: { '2': { price: '89', compareAtPrice: '' } } }))
  expect((await getAdminProduct('1'))?.variants[1]?.price?.minor).toBe(8900)
  await expect(updateProduct(aroha, edit({ version: '2', prices: price('') }))).rejects.toMatchObject({
    field: 'prices.1.price',
  })
})

test('a price before must have been charged, and be more than the price now', async () => {
  const field = 'prices.1.compareAtPrice'
  await expect(updateProduct(aroha, edit({ prices: price('49', '55') }))).rejects.toMatchObject({
    field,
    message: '$55.00 was never charged. Leave this empty.',
  })
  await expect(updateProduct(aroha, edit({ prices: price('49', '49') }))).rejects.toMatchObject({ field })
  // Lowering the price may show what it cost until now.
  await updateProduct(aroha, edit({ prices: price('45', '49') }))
  await updateProduct(aroha, edit({ version: '2', prices: price('40', '49') }))
  await expect(updateProduct(aroha, edit({ version: '3', prices: price('40', '60') }))).rejects.toMatchObject(
    { message: expect.stringContaining('use a past price: $45.00, $49.00') },
  )
})

test('a price it had only as a draft was never charged', async () => {
  await setProductStatus(aroha, { id: '1', version: 1, status: 'draft' })
  await updateProduct(aroha, edit({ version: '2', prices: price('60') }))
  await updateProduct(aroha, edit({ version: '3', prices: price('50') }))
  await expect(updateProduct(aroha, edit({ version: '4', prices: price('50', '60') }))).rejects.toMatchObject(
    { message: expect.stringContaining('never charged') },
  )
})

test('prices of another product’s sizes can’t be sent along', async () => {
  const foreign = edit({ prices: { '999': { price: '1', compareAtPrice: '' } } })
  await expect(updateProduct(aroha, foreign)).rejects.toMatchObject({ code: 'INVALID' })
})

test('a product goes into the shop, out and back with its first date; without a price it can’t', async () => {
  await setProductStatus(aroha, { id: '1', version: 1, status: 'archived' })
  const first = await db().product.findUniqueOrThrow({ where: { id: 1 } })
  await setProductStatus(aroha, { id: '1', version: 2, status: 'active' })
  await setProductStatus(aroha, { id: '1', version: 2, status: 'active' })
  const again = await db().product.findUniqueOrThrow({ where: { id: 1 } })
  expect(again).toMatchObject({ status: 'active', version: 3, publishedAt: first.publishedAt })
  await db().price.deleteMany()
  await setProductStatus(aroha, { id: '1', version: 3, status: 'draft' })
  await expect(setProductStatus(aroha, { id: '1', version: 4, status: 'active' })).rejects.toMatchObject({
    field: 'status',
  })
})
