import { beforeAll, expect, test } from 'vitest'
import { listAdminProducts } from '@/lib/catalog/admin-products'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { readFacets } from './facets'
import { listProducts } from './list-products'
import { listArticles } from './list-written'
import type { ProductFilter } from './product-filters'
import { suggest } from './suggest'

// Letters that JavaScript and PostgreSQL make small in different ways, or that are written in more than one.

const words = [
  'ΟΔΟΣ',
  'İx',
  'IĞDIR',
  'ığdır',
  'Straße',
  'GROẞ',
  'ﬀoo',
  'A\u030angström',
  'Ångström',
  'Māori',
  'TE REO MA\u0304ORI',
  'Ǆep',
  'K',
]

testDatabase()

const ids = new Map<string, string>()

beforeAll(async () => {
  await smallShop()
  for (const [place, word] of words.entries()) {
    const { productId, variantId } = await smallProduct({ handle: `word-${place}`, stock: 5 })
    ids.set(word, String(productId))
    await db().product.update({
      where: { id: productId },
      data: { title: `${word}abc`, productType: word, vendor: word, tags: [word] },
    })
    const option = await db().productOption.create({
      data: { productId, name: word, position: 1, values: { create: { value: word, position: 1 } } },
      include: { values: true },
    })
    await db().variantOptionValue.create({ data: { variantId, optionValueId: option.values[0]?.id ?? 0n } })
  }
  const blog = await db().blog.create({ data: { handle: 'blog', title: 'ΟΔΟΣ' } })
  const written = { handle: 'a', title: 'A', body: '', status: 'active', publishedAt: new Date(0) } as const
  await db().article.create({ data: { ...written, blogId: blog.id, tags: ['ΟΔΟΣ'] } })
})

const page = { after: null, descending: false, limit: 50 }
const listed = async (query: string | null, filters: ProductFilter[], sort: 'ID' | 'VENDOR' = 'ID') =>
  (await listProducts({ query, filters, currency: 'NZD' }, sort, page)).map(({ id }) => id)

test.each(words)('%s is found by whatever of the product it is', async (word) => {
  const id = ids.get(word)
  for (const sort of ['ID', 'VENDOR'] as const)
    for (const kind of ['type', 'vendor', 'tag'] as const) {
      const field = kind === 'type' ? 'product_type' : kind
      expect(await listed(null, [{ kind, value: word }], sort), kind).toContain(id)
      expect(await listed(`${field}:"${word}"`, [], sort), field).toContain(id)
      expect(await listed(`${field}:"${word}"*`, [], sort), `${field}*`).toContain(id)
    }
  const option: ProductFilter = { kind: 'option', name: word, value: word }
  expect(await listed(null, [option])).toContain(id)
  expect(await listed(null, [option, { kind: 'available', is: true }])).toContain(id)
  expect((await listAdminProducts({ search: word })).products.map((one) => one.id)).toContain(id)
})

test('whatever there is to filter by finds as many as it says', async () => {
  const { types, vendors, tags } = await readFacets(null)
  for (const [kind, values] of Object.entries({ type: types, vendor: vendors, tag: tags }))
    for (const { value, count } of values)
      expect(
        (await listed(null, [{ kind: kind as 'type', value }])).length,
        `${kind} ${value}`,
      ).toBeGreaterThanOrEqual(count)
})

test('a title is found by its beginning in the letters of the title, with marks and without', async () => {
  for (const [word, beginning] of [
    ['ΟΔΟΣ', 'ΟΔΟΣ'],
    ['ΟΔΟΣ', 'οδοσabc'],
    ['İx', 'İxa'],
    ['IĞDIR', 'IĞD'],
    ['Straße', 'straß'],
    ['Straße', 'STRASS'],
    ['GROẞ', 'groß'],
    ['ﬀoo', 'ffo'],
    ['ﬀoo', 'ﬀo'],
    ['A\u030angström', 'Ångs'],
    ['Ångström', 'A\u030angs'],
    ['Māori', 'ma\u0304or'],
  ] as const)
    expect(await listed(`title:${beginning}*`, []), beginning).toContain(ids.get(word))
})

test('what was written is found by its tag and its blog', async () => {
  for (const query of ['tag:ΟΔΟΣ', 'tag:ΟΔΟ*', 'blog_title:ΟΔΟΣ', 'blog_title:ΟΔΟ*'])
    expect(await listArticles(null, query, 'ID', page), query).toHaveLength(1)
})

test.each([
  ['ΟΔΟΣ', 'οδοσabc', 'οδοσ'],
  ['straß', 'strasse', 'strass'],
])('typing %s is completed', async (query, text, typed) => {
  const search = { query, kinds: [], filters: [], soldOut: 'show', prefix: true, currency: 'NZD' } as const
  expect((await suggest(search, 9)).queries).toContainEqual({ text, typed })
})
