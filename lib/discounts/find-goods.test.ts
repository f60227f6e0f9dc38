import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { findGoods } from './find-goods'

testDatabase()

let soap: { productId: bigint }
let gone: { productId: bigint }

beforeAll(async () => {
  await smallShop()
  soap = await smallProduct({ handle: 'soap', title: 'Zinc soap', stock: [] })
  gone = await smallProduct({ handle: 'gone', title: 'Old soap', stock: [], status: 'archived' })
  await smallProduct({ handle: 'voucher', title: 'Soap voucher', stock: [], isGiftCard: true })
  await db().product.createMany({
    data: Array.from({ length: 60 }, (_, n) => ({ handle: `tea-${n}`, title: `Tea ${100 + n}` })),
  })
  await db().collection.create({ data: { handle: 'soaps', title: 'All soaps' } })
})

const find = (search: string, products: bigint[] = []) =>
  findGoods({ search, products: products.map(String), collections: [] })
const titles = (list: { title: string }[]) => list.map(({ title }) => title)

test('of many goods the first are listed and it says that there are more', async () => {
  const { products, collections, more } = await find('')
  expect(products).toHaveLength(50)
  expect(titles(collections)).toEqual(['All soaps'])
  expect(more).toBe(true)
})

test('words find what has them in any case, no gift card and nothing archived; % and _ are letters', async () => {
  expect(await find('SOAP')).toMatchObject({
    products: [{ id: String(soap.productId), title: 'Zinc soap' }],
    collections: [{ title: 'All soaps' }],
    more: false,
  })
  expect(await find('%')).toMatchObject({ products: [], collections: [], more: false })
  expect(await find('Tea_1')).toMatchObject({ products: [] })
})

test('what is chosen stands first, once, whatever the words are and whatever became of it', async () => {
  const { products } = await find('tea 101', [soap.productId, gone.productId])
  expect(titles(products)).toEqual(['Old soap', 'Zinc soap', 'Tea 101'])
  expect(titles((await find('zinc', [soap.productId])).products)).toEqual(['Zinc soap'])
})
