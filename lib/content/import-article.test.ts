import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { importArticle } from './import-article'
import { plainText } from './markdown'

testDatabase()

beforeAll(async () => {
  await db().blog.create({ data: { handle: 'journal', title: 'Journal' } })
  const published = {
    vendor: 'Bestow',
    status: 'active' as const,
    publishedAt: new Date('2026-01-01T00:00:00Z'),
  }
  await db().product.createMany({
    data: [
      { handle: 'gut-love', title: 'Bestow Gut Love +', productType: 'Supplement', ...published },
      {
        handle: 'gut-skin-connection',
        title: 'Bestow Gut-Skin Connection',
        productType: 'Book',
        ...published,
      },
      { handle: 'secret-tea', title: 'Bestow Secret Tea', vendor: 'Bestow', status: 'draft' as const },
    ],
  })
})

const bring = (text: string, fileName = 'article.txt', more: object = {}) =>
  importArticle({ bytes: Buffer.from(text), fileName, ...more })

async function brought(text: string, fileName?: string, more?: object) {
  const { id, path: place, report } = await bring(text, fileName, more)
  const article = await db().article.findUniqueOrThrow({
    where: { id: BigInt(id) },
    include: { products: true },
  })
  return { place, report, article, body: article.body.trim() }
}

describe('a plain text', () => {
  test('gives title, headings, paragraphs, lists and links, as a draft', async () => {
    const { article, body, place } = await brought(
      `Oats: a *short* history

      Why oats
      Oats are old. They keep
      well, see https://example.org/oats?a=1_b, and cost little.

      What to buy

      Look for three things:
      - rolled
      - steel-cut
      1. weigh them
      2. cook them
      `
        .replace(/^ {6}/gm, '')
        .replace('Why oats\n', 'Why oats\n\n'),
    )
    expect(article).toMatchObject({ title: 'Oats: a *short* history', status: 'draft', publishedAt: null })
    expect(place).toBe('/blogs/journal/oats-a-short-history')
    expect(body).toBe(
      `## Why oats

Oats are old. They keep well, see <https://example.org/oats?a=1_b>, and cost little.

## What to buy

Look for three things:

- rolled
- steel-cut

1. weigh them
2. cook them`,
    )
  })

  test('is not taken for Markdown', async () => {
    const { body } = await brought(
      'Signs and wonders\n\n5 * 3 # 2 _is_ <b>not</b> ::product[x] at 10:30, a:b[c].',
    )
    expect(plainText(body)).toBe('5 * 3 # 2 _is_ <b>not</b> ::product[x] at 10:30, a:b[c].')
  })

  test('loses what the theme put around it, and says so', async () => {
    const { body, report } = await brought(
      'Twice told\n\nTwice told\n\nThe text.\n\nShare\n\n← Back to blog\n',
    )
    expect(body).toBe('The text.')
    expect(report).toContain('Left out: “Share”; “← Back to blog”; the title, which stood there twice.')
  })
})

describe('products', () => {
  test('the first mention becomes a link with a card after its paragraph, the longest name first', async () => {
    const { body, article, report } = await brought(
      'A cupboard\n\nWe like Gut Love + here. Bestow Gut Love + again.\n\nAnd the Bestow Gut-Skin Connection book, too.\n\nGut Love + once more, and Secret Tea.',
    )
    expect(body).toBe(
      `We like [Gut Love +](/products/gut-love) here. Bestow Gut Love + again.

::product[gut-love]

And the [Bestow Gut-Skin Connection book](/products/gut-skin-connection), too.

::product[gut-skin-connection]

Gut Love + once more, and Secret Tea.`,
    )
    expect(article.products).toHaveLength(2)
    expect(report).toContain(
      'Linked, with a card after the paragraph: Bestow Gut Love +, Bestow Gut-Skin Connection.',
    )
  })

  test('names in headings, other links and longer words stay as they are', async () => {
    const { body } = await brought(
      '# A shelf\n\n## Gut Love + explained\n\nSee [Gut Love + elsewhere](https://example.org/) and Gut Love +ers and xGut Love +.\n',
      'a.md',
    )
    expect(body).not.toContain('/products/')
    expect(body).not.toContain('::product')
  })

  test('a link and a card that are there already are kept, and not doubled', async () => {
    const { body } = await brought(
      '# Linked already\n\nTake [this](/products/gut-love), Gut Love +.\n\n::product[gut-love]\n',
      'a.md',
    )
    expect(body).toBe('Take [this](/products/gut-love), Gut Love +.\n\n::product[gut-love]')
  })
})

describe('a saved web page', () => {
  const page = `<!doctype html><html><head><title>On oats – Bestow Beauty</title>
    <link rel="canonical" href="https://shop.example.nz/blogs/news/on-oats-and-barley">
    <meta name="description" content="Oats, in short."></head>
    <body><header><nav><a href="/">Home</a></nav></header>
    <main><article><header><h1>On oats</h1><time class="article__date">9 May</time></header>
    <div class="rte"><p>On oats</p><p>Oats are <strong>old</strong>,&nbsp;and <a href="/pages/about">we</a> like
    <a href="//example.org/x">them</a> <a href="javascript:alert(1)">a lot</a>.<script>alert(1)</script></p>
    <h3>Buying</h3><ul><li>rolled</li><li>steel-cut</li></ul>
    <p><img src="//cdn.example/oats.jpg" alt="A bowl of oats"><img src="On%20oats_files/b.jpg" alt="B"></p>
    <p>Try it with Gut Love +.</p></div>
    <div class="share-buttons"><p>Share</p></div><section class="comments"><p>Great!</p></section>
    <a href="/blogs/news">Back to blog</a></article></main><footer><p>© 2026</p></footer></body></html>`

  test('gives the article and nothing of the page around it', async () => {
    const { article, body, place, report } = await brought(page, 'On oats.html', { publish: true })
    expect(body).toBe(
      `Oats are **old**, and [we](/pages/about) like [them](https://example.org/x) a lot.

## Buying

- rolled
- steel-cut

![A bowl of oats](https://cdn.example/oats.jpg)

Try it with [Gut Love +](/products/gut-love).

::product[gut-love]`,
    )
    expect(article).toMatchObject({ title: 'On oats', status: 'active', seoDescription: 'Oats, in short.' })
    expect(place).toBe('/blogs/journal/on-oats-and-barley')
    expect(report.join('\n')).toContain('div.share-buttons; section.comments; “Back to blog”')
    expect(report.join('\n')).toContain('left out the address of: javascript:alert(1)')
    expect(report.join('\n')).toContain(
      'a picture at an address that works only there: On%20oats_files/b.jpg',
    )
  })
})

describe('Markdown', () => {
  test('keeps its own title, shifts its headings, and takes front matter', async () => {
    const first = await brought('# Barley\n\n# Soup\n\nThick.\n\n## Cold\n\nThin.\n', 'barley.md')
    expect(first.article.title).toBe('Barley')
    expect(first.body).toBe('## Soup\n\nThick.\n\n### Cold\n\nThin.')
    const second = await brought('---\ntitle: Rye\n---\n\nDark<br>bread.\n', 'rye.md')
    expect(second.article.title).toBe('Rye')
    expect(second.body).toBe('Dark\\\nbread.')
  })
})

test('an article that is there is refused, or replaced keeping who wrote it and whether it is published', async () => {
  const { article } = await brought('Same again\n\nFirst words.', 'a.txt', { publish: true })
  await db().article.update({ where: { id: article.id }, data: { keyPoints: ['One'], topic: 'Food' } })
  await expect(bring('Same again\n\nSecond words.')).rejects.toMatchObject({ code: 'CONFLICT' })
  const replaced = await brought('Same again\n\nSecond words.', 'a.txt', { replace: true })
  expect(replaced.body).toBe('Second words.')
  expect(replaced.article).toMatchObject({
    id: article.id,
    status: 'active',
    publishedAt: article.publishedAt,
    keyPoints: ['One'],
    topic: 'Food',
    version: 2,
  })
})

const owned = path.resolve(import.meta.dirname, '../../../shared/owner/article-gut-and-skin.txt')
test.skipIf(!existsSync(owned))(
  'the owner’s article, where ../shared is at hand: seven paragraphs, both products, no theme residue',
  async () => {
    const { body, article, report } = await brought(readFileSync(owned, 'utf8'))
    expect(article.title).toBe('The Connection between our Gut and our Skin')
    expect(article.handle).toBe('the-connection-between-our-gut-and-our-skin')
    expect(body).not.toMatch(/Back to blog|^The Connection/m)
    expect(body.split('\n\n')).toHaveLength(9)
    expect(body).toContain(
      '[Bestow Gut Love +](/products/gut-love) and the [Bestow Gut-Skin Connection book]',
    )
    expect(body).toMatch(/::product\[gut-love\]\n\n::product\[gut-skin-connection\]$/)
    expect(report[1]).toMatch(/^7 paragraphs, 0 headings, 0 lists, 2 links, \d{3} words/)
  },
)
