import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { parseArticle } from '@/lib/content/markdown'
import { ArticleBody } from './article-body'

const { root } = parseArticle(
  'Read [the book](/products/book) with [tea](/products/tea), or [write](/pages/contact).',
)

test('a link to a product brings its price; one that is not there is words alone', () => {
  const mention = (handle: string) => (handle === 'tea' ? <b>$9.00</b> : undefined)
  expect(renderToStaticMarkup(<ArticleBody blocks={root.children} mention={mention} />)).toBe(
    '<p>Read the book with <a href="/products/tea">tea, <b>$9.00</b></a>, or <a href="/pages/contact">write</a>.</p>',
  )
})

test('where nobody knows of products, a link is a link', () => {
  expect(renderToStaticMarkup(<ArticleBody blocks={root.children} />)).toContain('<a href="/products/book">')
})
