import { describe, expect, test } from 'vitest'
import type { ArticleView } from './article-view'
import { atomFeed } from './feed'
import { escapeMarkup, toArticleHtml, toFeedHtml } from './feed-html'
import { parseArticle } from './markdown'
import { sitemapXml } from './sitemap'

const site = 'https://shop.example.nz'
const blog = {
  id: '1',
  handle: 'journal',
  title: 'Journal',
  description: '',
  seoTitle: null,
  seoDescription: null,
}
const article = (more: Partial<ArticleView>): ArticleView => ({
  id: '7',
  url: '/blogs/journal/gut',
  blog: { id: '1', handle: 'journal', title: 'Journal' },
  handle: 'gut',
  title: 'Gut & skin',
  standfirst: '',
  body: 'Words.',
  topic: '',
  tags: [],
  keyPoints: [],
  references: [],
  author: null,
  reviewer: null,
  reviewedAt: null,
  publishedAt: '2026-11-09T00:00:00.000Z',
  updatedAt: '2026-11-10T00:00:00.000Z',
  readingMinutes: 1,
  productIds: [],
  seoTitle: null,
  seoDescription: null,
  ...more,
})
const feed = (...articles: ArticleView[]) => atomFeed({ site, shopName: 'Bestow', blog, articles })

describe('an Atom feed', () => {
  test('has what RFC 4287 requires of a feed and of each entry', () => {
    const document = parseXml(feed(article({}), article({ id: '8' })))
    expect(document.name).toBe('feed')
    expect(document.names).toEqual(expect.arrayContaining(['id', 'title', 'updated', 'author']))
    const entries = document.children.filter(({ name }) => name === 'entry')
    expect(entries).toHaveLength(2)
    for (const entry of entries)
      expect(entry.names).toEqual(expect.arrayContaining(['id', 'title', 'updated', 'link', 'content']))
    expect(new Set(entries.map((entry) => entry.text('id'))).size).toBe(2)
  })

  test('was updated when its newest entry was, also when an old article was edited', () => {
    const edited = article({ id: '8', updatedAt: '2026-11-22T00:00:00.000Z' })
    expect(parseXml(feed(article({}), edited)).text('updated')).toBe('2026-11-22T00:00:00.000Z')
  })

  test('is well formed whatever people write', () => {
    const hostile = ']]> <b> & " \u0000\u001f\ufffe \ud800 &amp; <script>'
    const document = parseXml(
      feed(article({ title: hostile, standfirst: hostile, topic: hostile, body: hostile })),
    )
    const [entry] = document.children.filter(({ name }) => name === 'entry')
    expect(entry?.text('title')).toBe(']]> <b> & "  \ufffd &amp; <script>')
    // What was typed as markup is text in the HTML too.
    expect(entry?.text('content')).toContain('&#60;script&#62;')
  })

  test('without articles is still a feed', () => {
    expect(parseXml(feed()).names).toContain('updated')
  })

  test('names no person whose name is a demo value', () => {
    const author = { handle: 'a', name: 'Author’s name', credential: '', bio: '', demo: true }
    expect(feed(article({ author }))).not.toContain('Author’s name')
  })
})

describe('the text in a feed', () => {
  const html = (markdown: string) => toFeedHtml(parseArticle(markdown).root.children, site)

  test('has absolute addresses', () => {
    expect(html('[Gut Love +](/products/gut-love) and ![leaf](/leaf.png)')).toBe(
      `<p><a href="${site}/products/gut-love">Gut Love +</a> and <img src="${site}/leaf.png" alt="leaf"></p>`,
    )
  })

  test('has a link where the page has a card, and keeps its paragraph', () => {
    expect(html('We make it.\n\n::product[gut-love]')).toBe(
      `<p>We make it.</p><p><a href="${site}/products/gut-love">See it in the shop</a></p>`,
    )
  })

  test('keeps lists, tables, quotes, notes and citations', () => {
    const all = html(
      '- one\n- two\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nText[^n]:cite[1]\n\n[^n]: Note.',
    )
    for (const part of [
      '<li><p>one</p></li>',
      '<blockquote>',
      '<td>2</td>',
      '<sup>a</sup>',
      'a. Note.',
      ' [1]',
    ])
      expect(all).toContain(part)
  })
})

describe('an article for pages of others', () => {
  const html = (body: string, ...references: { title: string; url?: string }[]) =>
    toArticleHtml({ body, references: references.map((of) => ({ kind: '', source: '', ...of })) }, site)

  test('ends with its references; marks lead there, and each leads back to its first mark', () => {
    const text = html('Known.:cite[2] Again.:cite[2]', { title: 'Never cited' }, { title: 'Is it known?' })
    expect(text).toBe(
      [
        '<p>Known. <a href="#reference-2" id="cite-2" aria-label="Reference 2">[2]</a> Again. <a href="#reference-2" aria-label="Reference 2">[2]</a></p>',
        '<h2 id="references">References</h2>',
        '<ol><li id="reference-1"><cite>Never cited</cite>.</li><li id="reference-2"><cite>Is it known?</cite> <a href="#cite-2" aria-label="Back to reference 2 in the text">Back</a></li></ol>',
      ].join('\n'),
    )
  })

  test('says what sort of evidence each is, and where it stands', () => {
    const reference = {
      kind: 'Trial, 36 adults',
      title: 'A & B',
      source: 'Cell 2021',
      url: 'https://doi.org/1?a="',
    }
    expect(toArticleHtml({ body: '', references: [reference] }, site)).toContain(
      '<li id="reference-1">Trial, 36 adults: <cite><a href="https://doi.org/1?a=&#34;">A &#38; B</a></cite>. Cell 2021.</li>',
    )
  })

  test('a mark of nothing stays a number, and without references there is no list', () => {
    expect(html('Known.:cite[2]', { title: '<script>' })).toContain('<p>Known. [2]</p>')
    expect(html('Known.:cite[2]', { title: '<script>' })).not.toContain('<script>')
    expect(html('Known.:cite[1]')).toBe('<p>Known. [1]</p>')
  })

  test('has a link where the page has a card', () => {
    expect(html('::product[gut-love]', { title: 'A' })).toContain(`<a href="${site}/products/gut-love">`)
  })
})

test('a sitemap is well formed and starts with the front page', () => {
  const entries = [{ path: '/products/a&b', updatedAt: new Date('2026-11-09T00:00:00Z') }]
  const document = parseXml(sitemapXml(site, entries))
  expect(document.children.map((url) => url.text('loc'))).toEqual([
    `${site}/`,
    `${site}/products`,
    `${site}/products/a&b`,
  ])
  expect(document.children.at(-1)?.text('lastmod')).toBe('2026-11-09T00:00:00.000Z')
})

test('escaping keeps what XML allows', () => {
  expect(escapeMarkup('kūmara\t🌱\n')).toBe('kūmara\t🌱\n')
})

type Element = {
  name: string
  children: Element[]
  names: string[]
  value: string
  text: (name: string) => string | undefined
}

/** A strict reader of the little XML we write: throws where a tag, an attribute or a reference is not well formed. */
function parseXml(xml: string): Element {
  const make = (name: string): Element => ({
    name,
    children: [],
    get names() {
      return this.children.map((child) => child.name)
    },
    value: '',
    text(wanted) {
      return this.children.find((child) => child.name === wanted)?.value
    },
  })
  const root = make('')
  const open = [root]
  const rest = xml.replace(/^<\?xml version="1\.0" encoding="utf-8"\?>\n/, '')
  for (const [token] of rest.matchAll(/<[^>]*>|[^<]+/g)) {
    const current = open.at(-1)
    if (!current) throw new Error('closed too often')
    const tag = /^<(\/?)([\w:]+)((?: [\w:]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*)(\/?)>$/.exec(token)
    if (tag) {
      const [, closing, name = '', , empty] = tag
      if (closing) {
        if (current.name !== name) throw new Error(`</${name}> closes <${current.name}>`)
        open.pop()
      } else {
        const element = make(name)
        current.children.push(element)
        if (!empty) open.push(element)
      }
    } else {
      if (/[<>]|&(?!#\d+;)|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(token))
        throw new Error(`not well formed: ${token}`)
      current.value += token.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    }
  }
  const [document, ...others] = root.children
  if (!document || others.length > 0 || open.length !== 1) throw new Error('not one document')
  return document
}
