import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { demoShop, smallProduct } from '@/prisma/factories'
import { find } from './find'
import { countFound, foundAt, listFoundProducts, prepareSearch, type Search } from './search'
import { smallWords } from './small-words'
import { suggest } from './suggest'

testDatabase()

const names = new Map<string, string>()

beforeAll(async () => {
  await demoShop()
  for (const title of ['Who we are', 'Don’t', 'Out of the blue'])
    await db().page.create({
      data: { handle: title.toLowerCase().replaceAll(/\W+/g, '-'), title, body: 'A text.', status: 'active' },
    })
  await smallProduct({ handle: 'now-and-then', title: 'Now and Then', stock: 1 })
  for (const { id, title } of await db().page.findMany()) names.set(`page ${id}`, title)
  for (const { id, title } of await db().product.findMany()) names.set(`product ${id}`, title)
})

const search = (query: string, more: Partial<Search> = {}): Search => ({
  query,
  kinds: ['product', 'page'],
  filters: [],
  soldOut: 'last',
  prefix: true,
  currency: 'NZD',
  ...more,
})
const page = { after: null, descending: false, limit: 50 }
const found = async (query: string, more?: Partial<Search>) => {
  const { cursors } = await find(search(query, more), 'RELEVANCE', page)
  return cursors.map(({ id }) => {
    const { kind, id: number } = foundAt(id)
    return names.get(`${kind} ${number}`)
  })
}

describe('a title is found by words that are in nearly every text', () => {
  test.each([
    ['about', 'About us'],
    ['About', 'About us'],
    ['abou', 'About us'],
    ['about us', 'About us'],
    ['who we are', 'Who we are'],
    ['who we a', 'Who we are'],
    ['"who we are"', 'Who we are'],
    ['don’t', 'Don’t'],
    ["don't", 'Don’t'],
    ['now and then', 'Now and Then'],
    ['title:about', 'About us'],
    ['title:abou*', 'About us'],
    ['title:now', 'Now and Then'],
  ])('%s', async (query, title) => {
    expect(await found(query)).toContain(title)
  })

  test('of a text only, and only where all are there', async () => {
    expect(await found('about who')).toEqual([])
    expect(await found('"are we who"')).toEqual([])
    expect(await found('about', { within: 'CD' })).toEqual([])
    expect(await found('the')).toContain('Out of the blue')
    // In texts it is everywhere, and tells nothing.
    expect(await found('the')).not.toContain('About us')
    expect(await found('NOT about')).not.toContain('About us')
  })

  test('in whatever order, by number, and as a suggestion', async () => {
    const prepared = await prepareSearch(search('now and then', { kinds: ['product'] }))
    expect(await countFound(prepared)).toBe(1)
    expect(await listFoundProducts(prepared, 'TITLE', page)).toHaveLength(1)
    const { found: ids } = await suggest(search('abou'), 10)
    expect(ids.page.map((id) => names.get(`page ${id}`))).toEqual(['About us'])
  })
})

test('the small words are those that PostgreSQL keeps of no text', async () => {
  const isSmall = async (word: string) => {
    const [row] = await db().$queryRaw<{ none: boolean }[]>`
      SELECT to_tsvector('public.shop_plain', ${word}) = '' AND to_tsvector('public.shop', ${word}) = '' AS none`
    return row?.none
  }
  for (const word of ['about', 'the', 'who', "don't", 'Ours', 's', 'thé']) {
    expect(smallWords([{ text: word, phrase: false, prefix: false }], false), word).not.toBeNull()
    expect(await isSmall(word), word).toBe(true)
  }
  for (const word of ['us', 'gut', 'aboutique', 'also', "rock'n"]) {
    expect(smallWords([{ text: word, phrase: false, prefix: false }], false), word).toBeNull()
    expect(await isSmall(word), word).toBe(false)
  }
})

test('ordinary words, and their beginnings among products, are asked for as ever; small ones of an index', async () => {
  const asked = async (query: string) => {
    const { statements } = await countStatements(() =>
      find(search(query, { kinds: ['product'] }), 'RELEVANCE', page),
    )
    return statements.some((text) => text.includes('small_words'))
  }
  for (const query of ['gut', 'gut the', 'th plum', 'bel', 'pow', 'love your gut'])
    expect(await asked(query), query).toBe(false)
  expect(await asked('about')).toBe(true)
  const plan = await db().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`
    return tx.$queryRaw<{ 'QUERY PLAN': string }[]>`EXPLAIN SELECT FROM product_listing listing
      WHERE listing.words @@ to_tsquery('public.shop', '''about''')
        OR public.small_words(listing.title) @@ to_tsquery('public.shop_every', '''about''')`
  })
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Scan on product_listing_small_words/)
})
