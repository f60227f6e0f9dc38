import type { ArticleCard } from '@/lib/content/article-view'
import { articlesPerPage, readArticleCards } from '@/lib/content/articles'
import { type PageView, readPages } from '@/lib/content/pages'
import type { KeysetCursor } from '@/lib/keyset'
import { mostRanked } from '@/lib/search/hits'
import { foundAt, listFound, type Prepared } from '@/lib/search/search'
import type { Written } from '../find/choices'

export type FoundWritten = {
  kind: Written
  /** At most `most`. */
  total: number
  most: number
  articles: ArticleCard[]
  pages: PageView[]
  next: KeysetCursor | null
}

/**
 * All articles, or all pages, that a search finds, the best first, from a place on.
 * @throws DomainError INVALID for a place that is none
 */
export async function findWritten(
  prepared: Prepared,
  kind: Written,
  after: KeysetCursor | null,
): Promise<FoundWritten> {
  const of = { ...prepared, search: { ...prepared.search, kinds: [kind] } }
  const place = { after, descending: false, limit: articlesPerPage + 1 }
  const { cursors, total } = await listFound(of, 'RELEVANCE', place)
  const shown = cursors.slice(0, articlesPerPage)
  const ids = shown.map(({ id }) => foundAt(id).id)
  return {
    kind,
    total,
    most: mostRanked,
    articles: kind === 'article' ? await readArticleCards(ids) : [],
    pages: kind === 'page' ? await readPages(ids) : [],
    next: cursors.length > articlesPerPage ? (shown.at(-1) ?? null) : null,
  }
}
