import { beforeAll, expect, test } from 'vitest'
import { db, prismaTransaction } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { type ArticleDraft, saveArticle } from './save-article'

testDatabase()

let blogId = 0n
beforeAll(async () => {
  blogId = (await db().blog.create({ data: { handle: 'journal', title: 'Journal' } })).id
  await db().product.createMany({
    data: ['gut-love', 'book'].map((handle) => ({ handle, title: handle })),
  })
})

const save = (draft: Partial<ArticleDraft>, options?: { replace?: boolean }) =>
  prismaTransaction((tx) =>
    saveArticle(tx, { blogId, handle: 'oats', title: 'Oats', body: 'Oats.', ...draft }, options),
  )

const mentioned = async (articleId: bigint) =>
  (
    await db().articleProduct.findMany({
      where: { articleId },
      include: { product: true },
      orderBy: { position: 'asc' },
    })
  ).map(({ product }) => product.handle)

test('the products of an article are those of its text, in order, also after an edit', async () => {
  const body = 'See [the book](/products/book).\n\n::product[gut-love]'
  const { id } = await save({ handle: 'edited', body })
  expect(await mentioned(id)).toEqual(['book', 'gut-love'])
  await save({ handle: 'edited', body: '::product[gut-love]' }, { replace: true })
  expect(await mentioned(id)).toEqual(['gut-love'])
})

test('a handle is taken once in a blog, and elsewhere it is free', async () => {
  await save({ handle: 'taken' })
  await expect(save({ handle: 'taken' })).rejects.toMatchObject({ code: 'CONFLICT', field: 'handle' })
  const other = await db().blog.create({ data: { handle: 'other', title: 'Other' } })
  await expect(save({ handle: 'taken', blogId: other.id })).resolves.toMatchObject({ created: true })
})

test('an edit raises the version, so that an edit from an older one can be refused', async () => {
  const { id } = await save({ handle: 'versions' })
  await save({ handle: 'versions' }, { replace: true })
  expect((await db().article.findUniqueOrThrow({ where: { id } })).version).toBe(2)
})

test.each<[string, Partial<ArticleDraft>, string]>([
  ['a product that is not there', { body: '::product[ghost]' }, 'body'],
  ['HTML', { body: '<b>Oats</b>' }, 'body'],
  ['a reference beyond the list', { body: 'Known.:cite[1]' }, 'body'],
  ['an empty title', { title: ' ' }, 'title'],
  ['a title of two lines', { title: 'One\nTwo' }, 'title'],
  ['a handle with capitals', { handle: 'Oats' }, 'handle'],
  ['nine key points', { keyPoints: Array(9).fill('Point') }, 'keyPoints'],
  [
    'a reference that runs a script',
    { references: [{ kind: 'k', title: 't', source: 's', url: 'javascript:x' }] },
    'references.0.url',
  ],
  ['publication without a date', { status: 'active' }, 'publishedAt'],
])('%s is refused, naming the field, and nothing is written', async (_, draft, field) => {
  const before = await db().article.count()
  await expect(save({ handle: 'refused', ...draft })).rejects.toMatchObject({ code: 'INVALID', field })
  expect(await db().article.count()).toBe(before)
})
