import { countSitemapPages, readSitemapPage, type SitemapKind } from '@/lib/content/sitemap-pages'
import { clientError } from './errors'
import { toSeconds } from './text'

/** The addresses of one kind of thing, 250 a page. The shop has no metaobjects, so their sitemap is empty. */
export function toSitemap({ type }: { type: SitemapKind | 'METAOBJECT' }) {
  return {
    pagesCount: async () => ({
      count: type === 'METAOBJECT' ? 0 : await countSitemapPages(type),
      precision: 'EXACT',
    }),
    resources: async ({ page }: { page: number }) => {
      if (page < 1) throw clientError('INVALID_FIELD_ARGUMENTS', 'page must be greater than zero')
      if (type === 'METAOBJECT') return { items: [], hasNextPage: false }
      const { items, hasNextPage } = await readSitemapPage(type, page)
      return {
        hasNextPage,
        items: items.map((item) => ({
          ...item,
          __typename: 'SitemapResource' as const,
          updatedAt: toSeconds(item.updatedAt),
        })),
      }
    },
  }
}
