import type { ArticleIndexEntry } from '@/components/article-index'
import type { ArticleCard } from '@/lib/content/article-view'

/** An article as a row of an index. */
export function toIndexEntry(article: ArticleCard): ArticleIndexEntry {
  const { handle, title, url, topic, readingMinutes } = article
  return { handle, title, href: url, topic, minutes: readingMinutes }
}
