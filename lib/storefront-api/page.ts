import type { PageView } from '@/lib/content/pages'
import type { Context } from './context'
import { gid } from './ids'
import { toMetafields } from './metafields'
import { toHtml, toLine, toSeconds, truncated } from './text'

const summary = 150

export function toPage(page: PageView, context: Context) {
  return {
    __typename: 'Page' as const,
    ...toMetafields(`page:${page.id}`, context),
    id: gid('Page', page.id),
    handle: page.handle,
    title: page.title,
    body: () => toHtml(page.body, context),
    bodySummary: () => truncated(toLine(page.body), summary),
    onlineStoreUrl: `${context.site}/pages/${page.handle}`,
    trackingParameters: null,
    seo: { title: page.seoTitle, description: page.seoDescription },
    createdAt: toSeconds(page.createdAt),
    updatedAt: toSeconds(page.updatedAt),
  }
}
