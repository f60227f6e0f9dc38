import { type CollectionSort, listCollectionIds } from '@/lib/catalog/collections'
import { type ArticleSort, listArticleIds } from '@/lib/content/articles'
import { listPageIds, type PageSort } from '@/lib/content/pages'
import { listRedirectIds } from '@/lib/content/redirects'
import { planAnew, sql } from '@/lib/db'
import type { KeysetCursor, KeysetPage } from '@/lib/keyset'
import { Prisma } from '@/prisma/generated/client'
import { compileQuery, type Searchable } from './compile-query'
import {
  searchableArticles,
  searchableBlogs,
  searchableCollections,
  searchablePages,
  searchableRedirects,
} from './content-fields'
import { parseQuery } from './parse-query'
import { noSynonyms } from './synonyms'

// Lists that a query in the search syntax narrows; null for all. One statement each.

function condition(query: string | null, what: Searchable): Prisma.Sql {
  return compileQuery(query === null ? null : parseQuery(query, what.fields), what, noSynonyms)
}

export function listArticles(
  blogId: string | null,
  query: string | null,
  sort: ArticleSort,
  page: KeysetPage,
): Promise<KeysetCursor[]> {
  return listArticleIds(blogId, sort, page, condition(query, searchableArticles))
}

export function listPages(query: string | null, sort: PageSort, page: KeysetPage): Promise<KeysetCursor[]> {
  return listPageIds(sort, page, condition(query, searchablePages))
}

export function listCollections(
  query: string | null,
  sort: CollectionSort,
  page: KeysetPage,
): Promise<KeysetCursor[]> {
  return listCollectionIds(sort, page, condition(query, searchableCollections))
}

export function listRedirects(query: string | null, page: KeysetPage): Promise<KeysetCursor[]> {
  return listRedirectIds(page, condition(query, searchableRedirects))
}

/** Which of the few blogs. */
export async function findBlogs(query: string): Promise<Set<string>> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`${Prisma.raw(planAnew)}
    SELECT id FROM blog WHERE ${condition(query, searchableBlogs)}`
  return new Set(rows.map(({ id }) => String(id)))
}
