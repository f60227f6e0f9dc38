import { z } from 'zod'
import type { ArticleRow } from './articles'
import { parseArticle } from './markdown'

/** `kind` says what sort of evidence it is ("Randomised trial, 36 adults"); numbered from 1 by position. */
const reference = z.object({
  kind: z.string().default(''),
  title: z.string(),
  source: z.string().default(''),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
})
export type Reference = z.infer<typeof reference>

/** An article as its page shows it; plain JSON. `body` is Markdown; times are ISO 8601 in UTC. */
export type ArticleView = ReturnType<typeof toArticle>
/** An article as lists show it. */
export type ArticleCard = ReturnType<typeof toArticleCard>

export function toArticle(row: ArticleRow) {
  return {
    id: String(row.id),
    url: `/blogs/${row.blog_handle}/${row.handle}`,
    blog: { id: String(row.blog_id), handle: row.blog_handle, title: row.blog_title },
    handle: row.handle,
    title: row.title,
    standfirst: row.standfirst,
    body: row.body,
    topic: row.topic,
    tags: row.tags,
    keyPoints: row.key_points,
    references: z.array(reference).catch([]).parse(row.references),
    author: row.author,
    reviewer: row.reviewer,
    reviewedAt: row.reviewed_at?.toISOString() ?? null,
    publishedAt: row.published_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    /** Counted where it is asked for: reading a text takes longer than fetching it, and most lists show none of it. */
    get readingMinutes() {
      return parseArticle(row.body).readingMinutes
    },
    /** Products that the text embeds or links, published or not. */
    productIds: row.product_ids,
    seoTitle: row.seo_title,
    seoDescription: row.seo_description,
  }
}

export function toArticleCard(article: ArticleView) {
  const { id, url, blog, handle, title, standfirst, topic, publishedAt, readingMinutes, author, reviewer } =
    article
  return { id, url, blog, handle, title, standfirst, topic, publishedAt, readingMinutes, author, reviewer }
}
