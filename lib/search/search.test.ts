import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import type { KeysetCursor } from '@/lib/keyset'
import { testDatabase } from '@/lib/testing/database'
import { demoFile, smallProduct } from '@/prisma/factories'
import { loadShop } from '@/prisma/seed/load-shop'
import { find } from './find'
import { queryLimits } from './parse-query'
import { recommendProducts } from './recommend'
import {
  countFound,
  facetsOfFound,
  foundAt,
  listFoundProducts,
  listRankedProducts,
  prepareSearch,
  type Search,
} from './search'
import { slipsBetween } from './spelling'
import { suggest } from './suggest'
import { readProductValues } from './tags-and-types'

testDatabase()
beforeAll(async () => {
  await loadShop({ ...(await demoFile()), searchSynonyms: [['Paperback', 'soft-cover']] })
  const { productId } = await smallProduct({ handle: 'gone', title: 'Gut tea', stock: 0 })
  await db().product.update({ where: { id: productId }, data: { tags: ['kitchen'] } })
  await smallProduct({ handle: 'draft', title: 'Gut unseen novelty', stock: 1, status: 'draft' })
})

const search = (query: string, more: Partial<Search> = {}): Search => ({
  query,
  kinds: ['product', 'article', 'page'],
  filters: [],
  soldOut: 'last',
  prefix: false,
  currency: 'NZD',
  ...more,
})
const page = { after: null, descending: false, limit: 50 }
const found = async (wanted: Search) => {
  const { cursors, meant } = await find(wanted, 'RELEVANCE', page)
  return { meant, items: cursors.map(({ id }) => foundAt(id)) }
}
const titles = async (wanted: Search) => {
  const { items } = await found({ ...wanted, kinds: ['product'] })
  const rows = await db().product.findMany({ select: { id: true, title: true } })
  return items.map(({ id }) => rows.find((row) => String(row.id) === id)?.title)
}

describe('a search', () => {
  test('is over products, articles and pages, what is sold out last', async () => {
    const { items } = await found(search('gut'))
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['product', 'article', 'page']))
    expect((await titles(search('gut'))).at(-1)).toBe('Gut tea')
    expect(await titles(search('gut', { soldOut: 'hide' }))).not.toContain('Gut tea')
  })

  test('ranks what says it in its title before what mentions it', async () => {
    expect((await titles(search('connection')))[0]).toBe('Bestow Gut-Skin Connection')
  })

  test('never finds what is not published', async () => {
    expect(await found(search('novelty'))).toEqual({ meant: null, items: [] })
    expect((await suggest(search('novel', { prefix: true }), 10)).queries).toEqual([])
    expect((await found(search('novelti'))).meant).toBeNull()
  })

  test('knows what means the same', async () => {
    expect(await titles(search('soft cover'))).toEqual(await titles(search('paperback')))
    expect((await titles(search('soft cover'))).length).toBeGreaterThan(0)
    const typing = await titles(search('soft cover', { prefix: true }))
    expect(typing).toEqual(await titles(search('paperback', { prefix: true })))
  })

  test('understands a slip, and only where nothing has what was typed', async () => {
    expect((await found(search('conection'))).meant).toBe('connection')
    expect((await found(search('gtu'))).meant).toBe('gut')
    expect((await found(search('gut'))).meant).toBeNull()
    expect((await found(search('xyzzyqqq'))).meant).toBeNull()
  })

  test('goes on from any place in both directions', async () => {
    const whole = (await find(search('gut'), 'RELEVANCE', page)).cursors
    for (const descending of [false, true]) {
      const expected = (descending ? whole.toReversed() : whole).map(({ id }) => id)
      const steps: string[] = []
      let after: KeysetCursor | null = null
      do {
        const step = await find(search('gut'), 'RELEVANCE', { after, descending, limit: 1 })
        after = step.cursors[0] ?? null
        if (after) steps.push(after.id)
      } while (after)
      expect(steps).toEqual(expected)
    }
    expect(await countFound(await prepareSearch(search('gut')))).toBe(whole.length)
  })

  test.each([
    '('.repeat(1000),
    "'; DROP TABLE product",
    'a'.repeat(10_000),
    '\0%\\_',
    '🌱',
    '"',
    '*:*',
    "it's*",
  ])('takes anything: %j', async (query) => {
    expect((await found(search(query, { prefix: true }))).items).toBeInstanceOf(Array)
    expect((await suggest(search(query, { prefix: true }), 10)).queries).toBeInstanceOf(Array)
  })
})

test.each(['pow', 'soft cover', 'soft cover g', 'gut pow'])(
  'an order that is chosen changes nothing about what is found: %j',
  async (query) => {
    const prepared = await prepareSearch(search(query, { prefix: true, kinds: ['product'] }))
    const ids = (cursors: KeysetCursor[]) => cursors.map(({ id }) => id).sort()
    const unsorted = ids(await listRankedProducts(prepared, page))
    expect(unsorted.length).toBeGreaterThan(0)
    for (const sort of ['TITLE', 'PRICE', 'BEST_SELLING', 'CREATED_AT'] as const)
      expect(ids(await listFoundProducts(prepared, sort, page))).toEqual(unsorted)
    expect(await countFound(prepared)).toBe(unsorted.length)
    expect((await facetsOfFound(prepared)).total).toBe(unsorted.length)
  },
)

test.each(['A', 'B', 'AB', 'BA', 'CD'])(
  'within %s a word is looked for there and nowhere else',
  async (within) => {
    for (const word of ['gut', 'kitchen', 'connection']) {
      const prepared = await prepareSearch(search(word, { prefix: true, within, kinds: ['product'] }))
      const expected = await db().$queryRaw<{ id: bigint }[]>`
      SELECT product_id AS id FROM product_listing
      WHERE active AND words @@ (to_tsquery('public.shop_plain', ${`${word}:*${within}`})
        || to_tsquery('public.shop', ${`${word}:${within}`}))`
      const { items } = await found(prepared.search)
      expect(new Set(items.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => String(id))))
      const without = await prepareSearch(search(`gut -${word}`, { within, kinds: ['product'] }))
      expect(await countFound(without)).toBe(
        word === 'gut' ? 0 : await numberOf(`gut:${within} & !${word}:${within}`),
      )
    }
  },
)

async function numberOf(query: string): Promise<number> {
  const [row] = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM product_listing WHERE active AND words @@ to_tsquery('public.shop', ${query})`
  return row?.n ?? 0
}

test('what is beyond the bounds of a query costs nothing', async () => {
  const words = Array.from({ length: 40_000 }, (_, nth) => `w${nth}`).join(' ')
  const asked = search(words, { prefix: true, within: 'AB' })
  const { query } = (await prepareSearch(asked)).search
  expect(query).toBe(words.slice(0, queryLimits.characters))
  const { queries } = await suggest(search(`${'gut '.repeat(400)}co`, { prefix: true }), 10)
  expect(queries).toContainEqual({ text: `${'gut '.repeat(9)}connection`, typed: 'co' })
  expect((await suggest(asked, 10)).queries).toEqual([])
  expect((await find(asked, 'RELEVANCE', page)).cursors).toEqual([])
  const half = await prepareSearch(search(`${'a'.repeat(queryLimits.characters - 1)}🌱`))
  expect(half.search.query.isWellFormed()).toBe(true)
})

test('while somebody types, beginnings of words are enough', async () => {
  const { found: ids, queries } = await suggest(
    search('gut co', { prefix: true, kinds: ['product', 'article', 'page', 'collection'] }),
    3,
  )
  expect(ids.product[0]).toBe('2')
  expect(queries).toContainEqual({ text: 'gut connection', typed: 'co' })
})

test('slips are counted as hands make them', () => {
  expect(slipsBetween('gut', 'gut')).toBe(0)
  expect(slipsBetween('gtu', 'gut')).toBe(1)
  expect(slipsBetween('conection', 'connection')).toBe(1)
  expect(slipsBetween('', 'abc')).toBe(3)
})

describe('recommendations', () => {
  test('are the same every time, published, and not the product itself', async () => {
    const ids = await recommendProducts('1', 'related')
    expect(ids).toEqual(await recommendProducts('1', 'related'))
    expect(ids?.slice(0, 2).toSorted()).toEqual(['2', '3'])
    expect(ids).not.toContain('1')
    expect(await recommendProducts('999', 'related')).toBeNull()
  })

  test('what is bought with it comes first', async () => {
    const tea = await smallProduct({ handle: 'with', title: 'With it', stock: 3 })
    await db().order.create({
      data: {
        token: 'bought-together-0123456789',
        currency: 'NZD',
        subtotal: 0,
        total: 0,
        countryCode: 'NZ',
        placedAt: new Date(),
        lines: {
          create: [2n, 2n, tea.productId].map((productId, position) => ({
            position,
            productId,
            variantId: 1n,
            productHandle: 'x',
            title: 'x',
            variantTitle: '',
            sku: 'x',
            quantity: 1,
            unitPrice: 0,
            total: 0,
            tax: 0,
          })),
        },
      },
    })
    expect(await recommendProducts(String(tea.productId), 'complementary')).toEqual(['2'])
  })
})

test('tags and types are those of published products, by the alphabet', async () => {
  expect(await readProductValues('tag', 50)).toEqual(['book', 'kitchen', 'powder', 'reading'])
  expect(await readProductValues('type', 2)).toEqual(['Book', 'Set'])
})

test('typography stands between words as plain signs do, and an apostrophe is one whichever is typed', async () => {
  const title = 'O’Neil’s “kōwhai”… rimu—totara, 750 g'
  const { productId } = await smallProduct({ handle: 'typeset', title, stock: 1 })
  await db().product.update({ where: { id: productId }, data: { description: 'For ‘pōhutukawa’ lovers.' } })
  for (const query of [
    "O'Neil",
    'o’neil',
    'kowhai',
    '“kōwhai”',
    'rimu',
    'totara',
    '750',
    'title:kow*',
    'pohutukawa',
  ])
    expect(await titles(search(query)), query).toContain(title)
  // As the demo shop's articles are set.
  expect(await found(search('natural'))).toMatchObject({ meant: null, items: [{ kind: 'article' }] })
})
