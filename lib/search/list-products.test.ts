import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { countFacets, readFacets } from './facets'
import { listProducts } from './list-products'
import type { ProductFilter } from './product-filters'

testDatabase()

const ids = new Map<string, bigint>()

/** Three goods in sizes and one draft, each told apart by its handle. */
beforeAll(async () => {
  await smallShop()
  const add = async (
    handle: string,
    words: { title: string; productType?: string; vendor?: string; tags?: string[] },
    more: { stock?: number; price?: number; status?: 'active' | 'draft' } = {},
  ) => {
    const { productId } = await smallProduct({ handle, stock: 5, ...more })
    ids.set(handle, productId)
    await db().product.update({
      where: { id: productId },
      data: { ...words, createdAt: new Date(`2026-0${ids.size}-15T10:00:00Z`) },
    })
  }
  await add('powder', {
    title: 'Plum powder',
    productType: 'Food',
    vendor: 'Grove',
    tags: ['Kitchen', 'plum'],
  })
  await add(
    'book',
    { title: 'A plum book', productType: 'Book', vendor: 'Press', tags: ['reading'] },
    { price: 2000 },
  )
  await add(
    'salve',
    { title: 'Kawakawa salve', productType: 'Skin', vendor: 'Grove', tags: ['māori'] },
    { stock: 0, price: 9900 },
  )
  await add('secret', { title: 'Plum secret', productType: 'Hidden', tags: ['hidden'] }, { status: 'draft' })
  await giveSizes()
})

/** The powder in 150 g for 10.00, sold out, and 300 g for 90.00. */
async function giveSizes() {
  const productId = ids.get('powder') ?? 0n
  const option = await db().productOption.create({
    data: {
      productId,
      name: 'Size',
      position: 1,
      values: {
        create: [
          { value: '150 g', position: 1 },
          { value: '300 g', position: 2 },
        ],
      },
    },
    include: { values: true },
  })
  const [small, large] = option.values
  const old = await db().variant.findFirstOrThrow({ where: { productId } })
  await db().price.updateMany({ where: { variantId: old.id }, data: { amount: 9000 } })
  await db().variantOptionValue.create({ data: { variantId: old.id, optionValueId: large?.id ?? 0n } })
  const item = await db().stockItem.create({ data: { sku: 'powder-150' } })
  await db().variant.create({
    data: {
      productId,
      title: '150 g',
      sku: 'powder-150',
      position: 0,
      prices: { create: { currency: 'NZD', amount: 1000 } },
      optionValues: { create: { optionValueId: small?.id ?? 0n } },
      components: { create: { stockItemId: item.id } },
    },
  })
}

const all = { after: null, descending: false, limit: 50 }
const handlesOf = (rows: { id: string }[]) =>
  rows.map(({ id }) => [...ids].find(([, own]) => String(own) === id)?.[0])
const finds = async (query: string) =>
  handlesOf(await listProducts({ query, filters: [], currency: 'NZD' }, 'ID', all))
const everything = ['powder', 'book', 'salve']

describe('a query finds', () => {
  test.each<[string, string[]]>([
    ['', everything],
    ['plum', ['powder', 'book']],
    ['PLUMS', ['powder', 'book']],
    ['the plum', ['powder', 'book']],
    ['kawa*', ['salve']],
    ['maori', ['salve']],
    ['māori', ['salve']],
    ['"plum powder"', ['powder']],
    ['"powder plum"', []],
    ['powder-150', ['powder']],
    ['plum -book', ['powder']],
    ['powder OR salve', ['powder', 'salve']],
    ['title:plum', ['powder', 'book']],
    ['title:pl*', ['powder', 'book']],
    ['title:kitchen', []],
    ['title:"plum powder"', ['powder']],
    ['title:"powder plum"', []],
    ["title:'powder plum'", []],
    ['title:"a plum book"', ['book']],
    ['title:"kāwakawa salves"', ['salve']],
    ['title:"plum pow"', []],
    ['title:"plum pow"*', ['powder']],
    ['title:"powder plu"*', []],
    ['title:"plum"', ['powder', 'book']],
    ['title:"Plum-powder" title:plu*', ['powder']],
    ['title:powder\\ plum', ['powder']],
    ['-title:"plum powder" plum', ['book']],
    ['"plum pow"*', ['powder']],
    ['"pow plum"*', []],
    ['"kāwakawa salves"', ['salve']],
    ['tag:kitchen', ['powder']],
    ['tag:kit*', ['powder']],
    ['tag:*', everything],
    ['tag_not:kitchen', ['book', 'salve']],
    ['tag:kitchen OR tag:reading', ['powder', 'book']],
    ['-(tag:kitchen OR tag:reading)', ['salve']],
    ['product_type:food,Book', ['powder', 'book']],
    ['vendor:grove', ['powder', 'salve']],
    ['available_for_sale:true', ['powder', 'book']],
    ['available_for_sale:false', ['salve']],
    ['available_for_sale:perhaps', everything],
    ['variants.price:<20', ['powder']],
    ['variants.price:<=20.00', ['powder', 'book']],
    ['variants.price:>90', ['salve']],
    ['variants.price:20', ['book']],
    ['variants.price:10 variants.price:90', ['powder']],
    ['created_at:>2026-01', ['book', 'salve']],
    ['created_at:2026-02-15', ['book']],
    ["created_at:<='2026-02-15T10:00:00Z'", ['powder', 'book']],
    ["created_at:>'2026-02-15T10:00:00Z'", ['salve']],
    ['created_at:<now', everything],
    ['created_at:>now', []],
    ['created_at:2026-02-31', everything],
    ['sku:powder-150', ['powder']],
    ['handle:book', ['book']],
    ['secret', []],
    ['tag:hidden', []],
    ['flavour:plum', []],
    ['!!!', []],
  ])('%s', async (query, expected) => {
    expect(await finds(query)).toEqual(expected)
  })

  test.each([
    ['x'.repeat(10_000)],
    [`${'('.repeat(1000)}plum`],
    [`'"\\'" OR 1=1; -- %_\\`],
    ['plum\0\uD800'],
    ['🌱🌱🌱 plum'],
    ['%'],
    ["tag:'); DROP TABLE product; --"],
    ["plum*':* | !b"],
    ['a:b:c <-> & | ! (x):*'],
    [`title:${'\\'.repeat(999)}`],
    ['variants.price:>99999999999999999999'],
    ['id:99999999999999999999999'],
    [`created_at:>0000-00-00 created_at:<99999`],
  ])('nothing worse than nothing for %j', async (query) => {
    expect(Array.isArray(await finds(query))).toBe(true)
  })
})

describe('filters', () => {
  const filtered = async (...filters: ProductFilter[]) =>
    handlesOf(await listProducts({ query: null, filters, currency: 'NZD' }, 'ID', all))
  const size = (value: string): ProductFilter => ({ kind: 'option', name: 'Size', value })

  test('of one kind widen, of different kinds narrow', async () => {
    expect(await filtered({ kind: 'type', value: 'Food' }, { kind: 'type', value: 'book' })).toEqual([
      'powder',
      'book',
    ])
    expect(await filtered({ kind: 'type', value: 'Food' }, { kind: 'tag', value: 'reading' })).toEqual([])
    expect(await filtered({ kind: 'vendor', value: 'GROVE' }, { kind: 'available', is: true })).toEqual([
      'powder',
    ])
    expect(await filtered({ kind: 'available', is: true })).toEqual(['powder', 'book'])
    expect(await filtered({ kind: 'available', is: false })).toEqual(['salve'])
    expect(await filtered({ kind: 'available', is: true }, { kind: 'available', is: false })).toEqual(
      everything,
    )
    expect(await filtered({ kind: 'nothing' })).toEqual([])
  })

  test('size, stock and price are of one variant', async () => {
    expect(await filtered(size('150 g'))).toEqual(['powder'])
    expect(await filtered(size('150 g'), { kind: 'available', is: true })).toEqual([])
    expect(await filtered(size('300 g'), { kind: 'available', is: true })).toEqual(['powder'])
    expect(await filtered(size('300 g'), { kind: 'price', min: 0, max: 2000 })).toEqual([])
    expect(await filtered({ kind: 'price', min: 3000, max: 5000 })).toEqual([])
    expect(await filtered({ kind: 'price', min: 8999, max: 9000 })).toEqual(['powder'])
    const toTwenty = { kind: 'price', min: 1, max: 2000 } as const
    expect(await filtered(toTwenty)).toEqual(['powder', 'book'])
    expect(await filtered(toTwenty, { kind: 'available', is: true })).toEqual(['book'])
    expect(await filtered(toTwenty, { kind: 'available', is: false })).toEqual([])
    expect(await filtered({ kind: 'price', min: 5000, max: 3000 })).toEqual([])
    expect(await filtered({ kind: 'price', min: 1, max: 2 ** 31 - 1 })).toEqual(everything)
    expect(await filtered({ kind: 'price', min: 1500, max: null })).toEqual(everything)
  })

  test('a metafield is compared whole', async () => {
    await db().metafield.create({
      data: {
        owner: 'product',
        ownerId: ids.get('book') ?? 0n,
        namespace: 'a',
        key: 'b',
        type: 'single_line_text_field',
        value: 'c',
      },
    })
    const field = { kind: 'metafield', of: 'product', namespace: 'a', key: 'b' } as const
    expect(await filtered({ ...field, value: 'c' })).toEqual(['book'])
    expect(await filtered({ ...field, value: 'C' })).toEqual([])
  })

  test('what is kept ready counts the same as counting does, and knows nothing of drafts', async () => {
    const kept = await readFacets(null)
    const any: ProductFilter = { kind: 'price', min: 0, max: null }
    const list = { collectionId: null, query: null, currency: 'NZD' } as const
    expect(kept).toEqual(await countFacets({ ...list, filters: [any] }))
    expect(kept).toEqual(await countFacets({ ...list, filters: [] }))
    expect(kept).toMatchObject({
      total: 3,
      available: [
        { is: true, count: 2 },
        { is: false, count: 1 },
      ],
      highestPrice: 9900,
      vendors: [
        { value: 'Grove', count: 2 },
        { value: 'Press', count: 1 },
      ],
      options: [
        {
          name: 'Size',
          values: [
            { value: '150 g', count: 1 },
            { value: '300 g', count: 1 },
          ],
        },
      ],
    })
    expect(JSON.stringify(kept)).not.toContain('idden')
  })
})
