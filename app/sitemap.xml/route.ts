import { readSitemap, sitemapXml } from '@/lib/content/sitemap'
import { env } from '@/lib/env'

// Asked for seldom, by machines, and must be right: read anew each time.
export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  return new Response(sitemapXml(env().siteUrl, await readSitemap()), {
    headers: { 'content-type': 'application/xml; charset=utf-8' },
  })
}
