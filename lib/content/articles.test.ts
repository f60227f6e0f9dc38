import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import {
  readArticleCards,
  readArticleId,
  readArticleIds,
  readArticleIdsAbout,
  readArticles,
  readRelatedArticleIds,
} from './articles'

testDatabase()

let blogId = 0n
beforeAll(async () => {
  await smallShop()
  blogId = (await db().blog.create({ data: { handle: 'journal', title: 'Journal' } })).id
})

const write = (handle: string, more: object = {}) =>
  db().article.create({
    data: {
      blogId,
      handle,
      title: `About ${handle}`,
      body: 'Words.',
      status: 'active',
      publishedAt: new Date('2026-11-01T00:00:00Z'),
      ...more,
    },
  })

test('twenty articles cost as many statements as one', async () => {
  const ids: string[] = []
  for (let nth = 1; nth <= 20; nth++) ids.push(String((await write(`row-${nth}`)).id))
  const one = await countStatements(() => readArticleCards(ids.slice(0, 1)))
  const all = await countStatements(() => readArticleCards(ids))
  expect(all.result.map(({ id }) => id)).toEqual(ids)
  expect([one.statements.length, all.statements.length]).toEqual([1, 1])
})

test('drafts, archived articles and those whose day has not come are not there', async () => {
  const hidden = [
    await write('draft', { status: 'draft', publishedAt: null }),
    await write('archived', { status: 'archived' }),
    await write('later', { publishedAt: new Date(Date.now() + 86_400_000) }),
  ]
  expect(await readArticles(hidden.map(({ id }) => String(id)))).toEqual([])
  for (const { handle } of hidden) expect(await readArticleId('journal', handle)).toBeNull()
})

test('an article belongs to its blog alone', async () => {
  await write('here')
  await db().blog.create({ data: { handle: 'elsewhere', title: 'Elsewhere' } })
  expect(await readArticleId('journal', 'here')).not.toBeNull()
  expect(await readArticleId('elsewhere', 'here')).toBeNull()
})

test('pages of a blog show each article once, the newest first, also where many share a moment', async () => {
  await write('newest', { publishedAt: new Date('2026-11-20T00:00:00Z') })
  const all = await readArticleIds(String(blogId), null, 1_000)
  const seen: string[] = []
  const page = () => readArticleIds(String(blogId), seen.at(-1) ?? null, 4)
  for (let ids = await page(); ids.length > 0; ids = await page()) seen.push(...ids)
  expect(seen).toEqual(all)
  expect(new Set(seen).size).toBe(seen.length)
  expect((await readArticles(seen.slice(0, 1)))[0]?.handle).toBe('newest')
})

describe('what is said of an article', () => {
  test('its people, and references that are links only when they are http', async () => {
    const author = await db().author.create({ data: { handle: 'ana', name: 'Ana', credential: 'Dietitian' } })
    const { id } = await write('signed', {
      authorId: author.id,
      references: [
        { kind: 'Review', title: 'One', source: 'A journal', url: 'https://example.org/one' },
        { title: 'Two', url: 'javascript:alert(1)' },
      ],
    })
    const [article] = await readArticles([String(id)])
    expect(article).toMatchObject({
      url: '/blogs/journal/signed',
      author: { name: 'Ana', credential: 'Dietitian', demo: false },
      reviewer: null,
      readingMinutes: 1,
    })
    expect(article?.references).toEqual([
      { kind: 'Review', title: 'One', source: 'A journal', url: 'https://example.org/one' },
      { kind: '', title: 'Two', source: '', url: undefined },
    ])
  })

  test('references that are not a list are none, and never an error page', async () => {
    const { id } = await write('odd', { references: { title: 'not a list' } })
    expect((await readArticles([String(id)]))[0]?.references).toEqual([])
  })
})

test('related articles share a product first, then topic and tags', async () => {
  const { productId } = await smallProduct({ handle: 'gut-love', stock: 5 })
  const about = async (handle: string, more: object) => {
    const article = await write(handle, { publishedAt: new Date('2026-10-01T00:00:00Z'), ...more })
    return String(article.id)
  }
  const embeds = { products: { create: { productId, position: 1 } } }
  const start = await about('start', { topic: 'Food', tags: ['fibre'], ...embeds })
  const sameTag = await about('same-tag', { tags: ['fibre'] })
  const sameTopic = await about('same-topic', { topic: 'Food' })
  const sameProduct = await about('same-product', embeds)
  expect(await readRelatedArticleIds(start, 3)).toEqual([sameProduct, sameTopic, sameTag])
  expect(await readArticleIdsAbout(String(productId), 5)).toEqual([sameProduct, start])
})
