import type { Metadata } from 'next'
import { getShop } from '@/lib/content/cached'
import { shorten } from '@/lib/content/search-words'

/**
 * What a page tells search engines and those who share it. `path` is its one address; images are drawn by the shop,
 * 1200 × 630, and a page without its own has the front page's.
 */
export async function pageMetadata(page: {
  title: string
  path: string
  description?: string | null | undefined
  image?: { path: string; alt: string }
  article?: { publishedAt: string; updatedAt: string; authors: string[]; topic: string }
  feed?: { path: string; title: string }
  /** The front page's title is the shop's own, without " | Bestow Beauty" behind it. */
  absoluteTitle?: boolean
}): Promise<Metadata> {
  const shop = await getShop()
  const description = shorten(page.description ?? '') || undefined
  const { path: url, alt } = page.image ?? { path: '/og/shop.png', alt: shop.name }
  return {
    title: page.absoluteTitle ? { absolute: page.title } : page.title,
    description,
    alternates: {
      canonical: page.path,
      ...(page.feed && {
        types: { 'application/atom+xml': [{ url: page.feed.path, title: page.feed.title }] },
      }),
    },
    openGraph: {
      title: page.title,
      description,
      url: page.path,
      siteName: shop.name,
      locale: 'en_NZ',
      images: [{ url, alt, width: 1200, height: 630, type: 'image/png' }],
      ...(page.article
        ? {
            type: 'article',
            publishedTime: page.article.publishedAt,
            modifiedTime: page.article.updatedAt,
            authors: page.article.authors,
            section: page.article.topic || undefined,
          }
        : { type: 'website' }),
    },
    twitter: { card: 'summary_large_image' },
  }
}
