import { beforeAll, expect, test } from 'vitest'
import { db, sql } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { Prisma } from '@/prisma/generated/client'
import { listProducts, productRows } from './list-products'
import { marksOf, onlyTagOf, typeOf } from './marks'
import { parseQuery } from './parse-query'
import { searchableProducts } from './product-fields'
import type { ProductFilter } from './product-filters'

testDatabase()

const goods = [
  { title: 'Plum jam', productType: 'Food', vendor: 'Grove', tags: ['Half', 'sweet'] },
  {
    title: "O'Neil's dying roses, 12 g",
    productType: 'Plant',
    vendor: "Cook & Son's",
    tags: ['half', 'red: dark'],
  },
  { title: 'Māori kawakawa', productType: 'Skin', vendor: 'Grove', tags: ['māori'] },
  { title: 'Happy skies for the lying', productType: 'food', vendor: 'Press', tags: ['sweet'] },
  { title: '2kg plums-and-pears', productType: 'Food', vendor: 'Grove', tags: [] },
  { title: 'The', productType: '', vendor: '', tags: [] },
]

beforeAll(async () => {
  await smallShop()
  for (const [place, words] of goods.entries()) {
    const { productId } = await smallProduct({ handle: `good-${place}`, stock: 5 })
    await db().product.update({ where: { id: productId }, data: words })
  }
})

async function idsOf(
  query: string | null,
  filters: ProductFilter[],
  condition: Prisma.Sql,
): Promise<bigint[]> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT listing.product_id AS id ${productRows({ query, filters, currency: 'NZD' }, Prisma.sql`product_listing place, product_listing`)}
      AND place.product_id = listing.product_id AND ${condition} ORDER BY 1`
  return rows.map(({ id }) => id)
}

const understood = (query: string) => parseQuery(query, searchableProducts('NZD').fields)

test.each([
  ['title:plum', true],
  ['title:plu*', true],
  ['title:pl*', false],
  ['title:dying', true],
  ['title:dying*', true],
  ['title:dyin*', true],
  ["title:o'neil", true],
  ["title:o'neil*", false],
  ['title:Maori*', true],
  ['title:māori', true],
  ['title:happ*', true],
  ['title:happy', true],
  ['title:skies', true],
  ['title:skies*', true],
  ['title:2kg*', false],
  ['title:12', true],
  ['title:the', true],
  ['title:"plum jam"', true],
  ['title:"māori kawa"*', true],
  ['title:"kawa māori"*', true],
  ['tag:half', true],
  ['tag:HALF title:dyin*', true],
  ['tag:māori', true],
  ['tag:"red: dark"', true],
  ['tag:half,sweet', true],
  ['tag:ha*', false],
  ['product_type:FOOD', true],
  ['vendor:"Cook & Son\'s"', true],
  ['tag:half OR tag:sweet', true],
  ['tag:half OR plum', false],
  ['NOT tag:half', false],
  ['tag_not:half', false],
  ['plum', false],
])('what %s finds has the marks it asks for', async (query, asks) => {
  const marks = marksOf(understood(query), [])
  expect(marks !== null).toBe(asks)
  const all = await idsOf(query, [], Prisma.sql`true`)
  expect(await idsOf(query, [], marks ?? Prisma.sql`true`)).toEqual(all)
})

test('what lacks a mark is left out', async () => {
  const marks = marksOf(understood('tag:half title:plu*'), [{ kind: 'vendor', value: 'grove' }])
  expect(await idsOf(null, [], marks ?? Prisma.sql`true`)).toHaveLength(1)
})

test.each<[string, ProductFilter[], string | null]>([
  ['product_type:Food tag:half', [], 'Food'],
  ['product_type:Food,Skin', [], null],
  ['product_type:Food OR tag:half', [], null],
  ['NOT product_type:Food', [], null],
  ['product_type:fo*', [], null],
  ['tag:half', [{ kind: 'type', value: 'Skin' }], 'Skin'],
  [
    '',
    [
      { kind: 'type', value: 'Skin' },
      { kind: 'type', value: 'Food' },
    ],
    null,
  ],
])('the one type of %s', (query, filters, type) => {
  expect(typeOf(understood(query), filters)).toBe(type)
})

test.each<[string | null, ProductFilter[], string | null]>([
  ['tag:Half', [], 'Half'],
  [null, [{ kind: 'tag', value: 'Half' }], 'Half'],
  ['tag:half,sweet', [], null],
  ['tag:ha*', [], null],
  ['tag_not:half', [], null],
  ['tag:half tag:sweet', [], null],
  ['tag:half', [{ kind: 'tag', value: 'half' }], null],
  ['tag:half', [{ kind: 'available', is: true }], null],
  [
    null,
    [
      { kind: 'tag', value: 'half' },
      { kind: 'type', value: 'Food' },
    ],
    null,
  ],
])('all that is asked of %s is one tag, or more', (query, filters, tag) => {
  expect(onlyTagOf(query === null ? null : understood(query), filters)).toBe(tag)
})

test('a list of one tag is in each order what it is in that of all products', async () => {
  const page = { after: null, descending: false, limit: 9 }
  for (const sort of [
    'ID',
    'RELEVANCE',
    'TITLE',
    'PRICE',
    'CREATED_AT',
    'BEST_SELLING',
    'VENDOR',
    'PRODUCT_TYPE',
    'UPDATED_AT',
  ] as const)
    for (const descending of [false, true]) {
      const order = { ...page, descending }
      const found = await listProducts({ query: 'tag:HALF', filters: [], currency: 'NZD' }, sort, order)
      const every = await listProducts({ query: null, filters: [], currency: 'NZD' }, sort, order)
      const ids = new Set(found.map(({ id }) => id))
      expect(found).toEqual(every.filter(({ id }) => ids.has(id)))
      expect(found).toHaveLength(2)
      const [first] = found
      if (!first) continue
      const next = await listProducts({ query: 'tag:half', filters: [], currency: 'NZD' }, sort, {
        ...order,
        after: first,
      })
      expect(next).toEqual(found.slice(1))
    }
})

test('a list of one tag is sorted where its products stand beside each other, and of nothing more', async () => {
  const page = { after: null, descending: false, limit: 9 }
  const places = async (query: string) => {
    const list = { query, filters: [], currency: 'NZD' } as const
    const { result, statements } = await countStatements(() => listProducts(list, 'TITLE', page))
    return { found: result.length, beside: statements.filter((text) => text.includes('listing_tag')).length }
  }
  expect(await places('tag:half')).toEqual({ found: 2, beside: 1 })
  expect(await places('tag:half vendor:grove')).toEqual({ found: 1, beside: 0 })
})

test('a list of one type is in each order what it is in that of all products', async () => {
  const page = { after: null, descending: false, limit: 9 }
  const filters: ProductFilter[] = [{ kind: 'type', value: 'FOOD' }]
  for (const sort of [
    'ID',
    'TITLE',
    'PRICE',
    'CREATED_AT',
    'BEST_SELLING',
    'VENDOR',
    'UPDATED_AT',
  ] as const) {
    const found = await listProducts({ query: null, filters, currency: 'NZD' }, sort, page)
    const every = await listProducts({ query: null, filters: [], currency: 'NZD' }, sort, page)
    const ids = new Set(found.map(({ id }) => id))
    expect(found).toEqual(every.filter(({ id }) => ids.has(id)))
    expect(found).toHaveLength(3)
  }
})
