import type { ArticleView } from './article-view'
import type { BlogView } from './blogs'
import { escapeMarkup, toFeedHtml } from './feed-html'
import { parseArticle } from './markdown'

/** How many articles a feed holds, the newest ones. */
export const articlesInFeed = 20

/**
 * An Atom feed (RFC 4287) with the whole texts. `site` is the shop's origin.
 * An entry's id is its id in the shop, so that it stays the same when its address changes (RFC 4151 tag: addresses).
 */
export function atomFeed(feed: {
  site: string
  shopName: string
  blog: BlogView
  articles: ArticleView[]
}): string {
  const { site, shopName, blog, articles } = feed
  const url = `${site}/blogs/${blog.handle}`
  // A feed without entries has changed at no time we know of; the field is required.
  const updated =
    articles
      .map(({ updatedAt }) => updatedAt)
      .toSorted()
      .at(-1) ?? '1970-01-01T00:00:00.000Z'
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-NZ">
<id>${escapeMarkup(url)}</id>
<title>${escapeMarkup(`${blog.title}, ${shopName}`)}</title>
${blog.description ? `<subtitle>${escapeMarkup(blog.description)}</subtitle>\n` : ''}<link rel="alternate" type="text/html" href="${escapeMarkup(url)}"/>
<link rel="self" type="application/atom+xml" href="${escapeMarkup(`${url}/feed.atom`)}"/>
<updated>${updated}</updated>
<author><name>${escapeMarkup(shopName)}</name></author>
${articles.map((article) => entry(article, site)).join('')}</feed>
`
}

function entry(article: ArticleView, site: string): string {
  const url = escapeMarkup(site + article.url)
  const { author } = article
  const html = toFeedHtml(parseArticle(article.body).root.children, site)
  return `<entry>
<id>${escapeMarkup(`tag:${new URL(site).hostname},2026:article:${article.id}`)}</id>
<title>${escapeMarkup(article.title)}</title>
<link rel="alternate" type="text/html" href="${url}"/>
<published>${article.publishedAt}</published>
<updated>${article.updatedAt}</updated>
${author && !author.demo ? `<author><name>${escapeMarkup(author.name)}</name></author>\n` : ''}${
  article.topic ? `<category term="${escapeMarkup(article.topic)}"/>\n` : ''
}${article.standfirst ? `<summary>${escapeMarkup(article.standfirst)}</summary>\n` : ''}<content type="html">${escapeMarkup(html)}</content>
</entry>
`
}
