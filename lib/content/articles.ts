import { sql } from '@/lib/db'
import { type KeysetCursor, type KeysetPage, readKeyset, type SortColumn } from '@/lib/keyset'
import { Prisma } from '@/prisma/generated/client'
import { type ArticleView, toArticle, toArticleCard } from './article-view'

export const articlesPerPage = 20

export type PersonRow = { handle: string; name: string; credential: string; bio: string; demo: boolean }

export type ArticleRow = {
  id: bigint
  blog_id: bigint
  blog_handle: string
  blog_title: string
  handle: string
  title: string
  standfirst: string
  body: string
  topic: string
  tags: string[]
  key_points: string[]
  references: unknown
  author: PersonRow | null
  reviewer: PersonRow | null
  reviewed_at: Date | null
  published_at: Date
  updated_at: Date
  seo_title: string | null
  seo_description: string | null
  product_ids: string[]
}

/** Published articles in the order of `ids`; others are left out. One statement, however many there are. */
export async function readArticles(ids: readonly string[]): Promise<ArticleView[]> {
  if (ids.length === 0) return []
  const rows = await sql().$queryRaw<ArticleRow[]>`
    SELECT a.id, b.id AS blog_id, b.handle AS blog_handle, b.title AS blog_title, a.handle, a.title, a.standfirst, a.body, a.topic,
      a.tags, a.key_points, a.references, a.reviewed_at, a.published_at, a.updated_at, a.seo_title, a.seo_description,
      CASE WHEN author.id IS NOT NULL THEN json_build_object('handle', author.handle, 'name', author.name,
        'credential', author.credential, 'bio', author.bio, 'demo', author.demo) END AS author,
      CASE WHEN reviewer.id IS NOT NULL THEN json_build_object('handle', reviewer.handle, 'name', reviewer.name,
        'credential', reviewer.credential, 'bio', reviewer.bio, 'demo', reviewer.demo) END AS reviewer,
      (SELECT coalesce(json_agg(ap.product_id::text ORDER BY ap.position, ap.product_id), '[]')
        FROM article_product ap WHERE ap.article_id = a.id) AS product_ids
    FROM unnest(${[...ids].map(BigInt)}::bigint[]) WITH ORDINALITY AS wanted (id, place)
    JOIN article a ON a.id = wanted.id
    JOIN blog b ON b.id = a.blog_id
    LEFT JOIN author ON author.id = a.author_id
    LEFT JOIN author reviewer ON reviewer.id = a.reviewer_id
    WHERE a.status = 'active' AND a.published_at <= now()
    ORDER BY wanted.place`
  return rows.map(toArticle)
}

/** The same without the text, for lists. */
export async function readArticleCards(ids: readonly string[]) {
  return (await readArticles(ids)).map(toArticleCard)
}

/** @returns null where the blog has no published article with the handle */
export async function readArticleId(blog: string, handle: string): Promise<string | null> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT a.id FROM article a JOIN blog b ON b.id = a.blog_id
    WHERE b.handle = ${blog} AND a.handle = ${handle} AND a.status = 'active' AND a.published_at <= now()`
  return toIds(rows)[0] ?? null
}

/**
 * Ids of published articles, newest first, from the one before the article `before` on.
 * @param blogId null for all blogs
 */
export async function readArticleIds(
  blogId: string | null,
  before: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT a.id FROM article a
    WHERE a.status = 'active' AND a.published_at <= now()
      AND (${blogId}::text IS NULL OR a.blog_id = ${blogId}::text::bigint)
      AND (${before}::text IS NULL OR (a.published_at, a.id) < (
        SELECT last.published_at, last.id FROM article last WHERE last.id = ${before}::text::bigint))
    ORDER BY a.published_at DESC, a.id DESC LIMIT ${limit}`
  return toIds(rows)
}

/** What else a reader of this article may like: products in common first, then topic and tags, then what is new. */
export async function readRelatedArticleIds(articleId: string, limit: number): Promise<string[]> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT other.id FROM article this, article other
    WHERE this.id = ${BigInt(articleId)} AND other.id <> this.id
      AND other.status = 'active' AND other.published_at <= now()
    ORDER BY
      (SELECT count(*) FROM article_product mine JOIN article_product theirs ON theirs.product_id = mine.product_id
        WHERE mine.article_id = this.id AND theirs.article_id = other.id) DESC,
      (this.topic <> '' AND other.topic = this.topic) DESC,
      (SELECT count(*) FROM unnest(other.tags) AS tag WHERE tag = ANY (this.tags)) DESC,
      other.published_at DESC, other.id DESC
    LIMIT ${limit}`
  return toIds(rows)
}

/** Published articles that embed or link the product, newest first. */
export async function readArticleIdsAbout(productId: string, limit: number): Promise<string[]> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT a.id FROM article_product ap JOIN article a ON a.id = ap.article_id
    WHERE ap.product_id = ${BigInt(productId)} AND a.status = 'active' AND a.published_at <= now()
    ORDER BY a.published_at DESC, a.id DESC LIMIT ${limit}`
  return toIds(rows)
}

function toIds(rows: { id: bigint }[]): string[] {
  return rows.map((row) => String(row.id))
}

const sorts = {
  ID: null,
  RELEVANCE: null,
  TITLE: { column: Prisma.sql`article.title`, type: 'text' },
  PUBLISHED_AT: { column: Prisma.sql`article.published_at`, type: 'timestamptz' },
  UPDATED_AT: { column: Prisma.sql`article.updated_at`, type: 'timestamptz' },
  BLOG_TITLE: {
    column: Prisma.sql`(SELECT title FROM blog WHERE blog.id = article.blog_id)`,
    type: 'text',
  },
  AUTHOR: {
    column: Prisma.sql`coalesce((SELECT name FROM author WHERE author.id = article.author_id), '')`,
    type: 'text',
  },
} satisfies Record<string, SortColumn>

export type ArticleSort = keyof typeof sorts

/** Ids of published articles that meet a condition from a place on, of one blog or (null) of all. */
export function listArticleIds(
  blogId: string | null,
  sort: ArticleSort,
  page: KeysetPage,
  matching: Prisma.Sql,
): Promise<KeysetCursor[]> {
  const within = blogId === null ? Prisma.empty : Prisma.sql`AND article.blog_id = ${BigInt(blogId)}`
  const rows = Prisma.sql`FROM article
    WHERE article.status = 'active' AND article.published_at <= now() ${within} AND ${matching}`
  return readKeyset({ rows, id: Prisma.sql`article.id`, sort: sorts[sort] }, page)
}
