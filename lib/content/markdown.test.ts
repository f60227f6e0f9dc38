import { describe, expect, test } from 'vitest'
import { longestText, parseArticle, plainText } from './markdown'
import { checkMarkdown } from './markdown-check'

const blocks = (markdown: string) => parseArticle(markdown).root.children
const first = (markdown: string) => blocks(markdown)[0]
const messages = (markdown: string, referenceCount = 0, productHandles: string[] = []) =>
  checkMarkdown(markdown, { referenceCount, productHandles }).map(
    ({ line, message }) => `${line}: ${message}`,
  )

describe('the grammar', () => {
  test('a card takes the paragraph before it along, and only one card does', () => {
    expect(blocks('One.\n\nTwo.\n\n::product[gut-love]\n\n::product[book]')).toEqual([
      { type: 'paragraph', children: [{ type: 'text', value: 'One.' }] },
      { type: 'product', handle: 'gut-love', lead: [{ type: 'text', value: 'Two.' }] },
      { type: 'product', handle: 'book', lead: null },
    ])
  })

  test('a card keeps the notes of its paragraph behind it', () => {
    expect(
      blocks('Two.[^n]\n\n::product[gut-love]\n\n[^n]: Small print.').map((block) => block.type),
    ).toEqual(['product', 'note'])
  })

  test('a note follows the block that mentions it, lettered in order of mention', () => {
    const { root, notes } = parseArticle('B[^2] and A[^1].\n\nAgain[^2].\n\n[^1]: First.\n[^2]: Second.')
    expect(root.children.map((block) => block.type)).toEqual(['paragraph', 'note', 'note', 'paragraph'])
    expect(notes).toMatchObject([
      { letter: 'a', children: [{ value: 'Second.' }] },
      { letter: 'b', children: [{ value: 'First.' }] },
    ])
    expect(root.children[3]).toMatchObject({
      children: [{ value: 'Again' }, { type: 'noteMark', letter: 'a', first: false }, { value: '.' }],
    })
  })

  test('references are numbers, and the first mention is marked', () => {
    expect(first('Known.:cite[2]:cite[1] Twice.:cite[2]')).toMatchObject({
      children: [
        { value: 'Known.' },
        { type: 'cite', number: 2, first: true },
        { type: 'cite', number: 1, first: true },
        { value: ' Twice.' },
        { type: 'cite', number: 2, first: false },
      ],
    })
  })

  test('links to products name the product, and cards and links count as mentioned, once each', () => {
    const { productHandles, root } = parseArticle(
      '[Book](/products/book) [again](/products/book?variant=2)\n\n::product[gut-love]\n\n[all](/products)',
    )
    expect(productHandles).toEqual(['book', 'gut-love'])
    expect(root.children[0]).toMatchObject({
      lead: [{ productHandle: 'book' }, {}, { productHandle: 'book' }],
    })
  })

  test('headings have unique ids that keep clear of the page around them', () => {
    const { headings } = parseArticle('## Kūmara & oats\n\n### Kumara, oats\n\n## References\n\n## ???')
    expect(headings).toEqual([
      { id: 'kumara-oats', text: 'Kūmara & oats', depth: 2 },
      { id: 'kumara-oats-2', text: 'Kumara, oats', depth: 3 },
      { id: 'references-2', text: 'References', depth: 2 },
      { id: 'part', text: '???', depth: 2 },
    ])
  })

  test('figure, pull quote, picture and demo value', () => {
    expect(
      blocks(
        '::figure[gut-to-skin]{caption="From gut to skin."}\n\n:::pull\nOne *line*.\n:::\n\n![Oats](/o.jpg "A bowl")\n\n:demo[150 g]',
      ),
    ).toMatchObject([
      { type: 'figure', name: 'gut-to-skin', number: 1, caption: 'From gut to skin.' },
      { type: 'pull', children: [{ value: 'One ' }, { type: 'emphasis' }, { value: '.' }] },
      { type: 'image', url: '/o.jpg', alt: 'Oats', title: 'A bowl' },
      { type: 'paragraph', children: [{ type: 'demo', children: [{ value: '150 g' }] }] },
    ])
  })

  test('lists and tables keep their shape', () => {
    expect(blocks('3. a\n4. b\n\n| x | y |\n|:--|--:|\n| 1 | 2 |')).toMatchObject([
      { type: 'list', ordered: true, start: 3, tight: true, items: [[{ type: 'paragraph' }], [{}]] },
      {
        type: 'table',
        align: ['left', 'right'],
        rows: [
          [[{ value: 'x' }], [{ value: 'y' }]],
          [{}, {}],
        ],
      },
    ])
  })

  test('times and colons in running text are text', () => {
    const text = 'At 10:30am the note:this is fine.'
    expect(first(text)).toEqual({ type: 'paragraph', children: [{ type: 'text', value: text }] })
    expect(messages(text)).toEqual([])
  })
})

describe('what a page must never show', () => {
  test.each([
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['a <img src=x onerror=alert(1)> b', 'a <img src=x onerror=alert(1)> b'],
    ['::iframe[https://example.com]', '::iframe[https://example.com]'],
    ['a :abbr[x]{onclick=y} b', 'a :abbr[x]{onclick=y} b'],
  ])('%s is a problem, and shown as typed', (markdown, shown) => {
    expect(plainText(markdown)).toBe(shown)
    expect(JSON.stringify(blocks(markdown))).not.toMatch(/"type":"(html|\w+Directive)"/)
    expect(messages(markdown)).not.toEqual([])
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'java&#9;script:alert(1)',
    'vbscript:x',
    'file:///etc/passwd',
  ])('a link to %s loses its address', (url) => {
    expect(JSON.stringify(blocks(`[words](<${url}>)`))).not.toContain('"link"')
    expect(messages(`[words](<${url}>)`)).toHaveLength(1)
  })

  test("another host's picture is a link, so that the page loads nothing from there", () => {
    expect(first('![Oats](https://cdn.example/o.jpg)')).toMatchObject({
      children: [{ type: 'link', url: 'https://cdn.example/o.jpg', children: [{ value: 'Picture: Oats' }] }],
    })
  })

  test('a text made to exhaust the parser is shown all the same', () => {
    for (const unit of ['> ', '- ', '[', '![', '*a ', '_**', ':::pull\n', ':a[', '[^a]', '`'])
      expect(() => parseArticle(unit.repeat(1_000))).not.toThrow()
  })
})

describe('what an author hears before a text is saved', () => {
  test('each problem names its line and what to do', () => {
    expect(
      messages(
        [
          '# Title',
          '',
          'Known.:cite[3] Missing[^x].',
          '',
          '::product[nothing]',
          '',
          '::product[gut-love]',
          '',
          '::product[gut-love]',
          '',
          '::figure[map]',
          '',
          ':::pull',
          'one',
          '',
          'two',
          ':::',
          '',
          '[^y]: Nobody asks.',
        ].join('\n'),
        2,
        ['gut-love'],
      ),
    ).toEqual([
      '1: The heading "Title" has one #: that is the title\'s, begin with ##',
      '3: Note x is mentioned but not written: add "[^x]: …"',
      '3: Reference 3 is cited, and the list has 2',
      '5: There is no product with the handle "nothing"',
      '9: The card of gut-love stands in the text already: once is enough, link it instead',
      '11: There is no figure "map": there is gut-to-skin',
      '13: Between ":::pull" and ":::" stands one paragraph and nothing else',
      '19: Note y is written but never mentioned in the text',
    ])
  })

  test('an endless text is refused', () => {
    expect(messages('a'.repeat(longestText + 1))).toEqual(['1: The text is longer than 100,000 characters'])
  })
})

test('plain text has the words alone', () => {
  expect(
    plainText(
      '## Oats\n\nSee **this**:cite[1] [book](/products/book).[^a]\n\n::product[book]\n\n- x\n- y\n\n[^a]: Aside.',
    ),
  ).toBe('Oats\n\nSee this book.\n\nAside.\n\nx\ny')
})

test('reading time follows the words and is never zero', () => {
  expect(parseArticle('').readingMinutes).toBe(1)
  expect(parseArticle('word '.repeat(950))).toMatchObject({ words: 950, readingMinutes: 4 })
})

test('a link holds no other link, whatever stands in its words', () => {
  const { root } = parseArticle('[:demo[me@example.nz] said:cite[1]](mailto:me@example.nz)')
  expect(root.children).toEqual([
    {
      type: 'paragraph',
      children: [
        {
          type: 'link',
          url: 'mailto:me@example.nz',
          productHandle: null,
          children: [
            { type: 'demo', children: [{ type: 'text', value: 'me@example.nz' }] },
            { type: 'text', value: ' said' },
          ],
        },
        { type: 'cite', number: 1, first: true },
      ],
    },
  ])
})
