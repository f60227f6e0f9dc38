import { sql } from '@/lib/db'
import { escapeMarkup } from './feed-html'

/** The protocol allows 50,000 addresses in one file (https://www.sitemaps.org/protocol.html). */
const most = 50_000

/** Everything that has a page of its own, with the day it last changed. One statement. */
export async function readSitemap(): Promise<{ path: string; updatedAt: Date }[]> {
  return sql().$queryRaw`
    SELECT path, updated_at AS "updatedAt" FROM (
      SELECT 1 AS part, id, '/blogs/' || handle AS path, updated_at FROM blog
      UNION ALL
      SELECT 2, a.id, '/blogs/' || b.handle || '/' || a.handle, a.updated_at FROM article a JOIN blog b ON b.id = a.blog_id
        WHERE a.status = 'active' AND a.published_at <= now()
      UNION ALL
      SELECT 3, id, '/products/' || handle, updated_at FROM product WHERE status = 'active' AND published_at <= now()
      UNION ALL
      SELECT 4, id, '/collections/' || handle, updated_at FROM collection WHERE status = 'active'
      UNION ALL
      SELECT 5, id, '/pages/' || handle, updated_at FROM page WHERE status = 'active'
      UNION ALL
      SELECT 6, id, '/policies/' || handle, updated_at FROM policy
    ) AS listed
    ORDER BY part, id LIMIT ${most - 2}`
}

/** sitemap.xml; the front page and the shop come first. */
export function sitemapXml(site: string, entries: { path: string; updatedAt: Date }[]): string {
  const lines = [
    `<url><loc>${escapeMarkup(`${site}/`)}</loc></url>`,
    `<url><loc>${escapeMarkup(`${site}/products`)}</loc></url>`,
    ...entries.map(
      ({ path, updatedAt }) =>
        `<url><loc>${escapeMarkup(site + path)}</loc><lastmod>${updatedAt.toISOString()}</lastmod></url>`,
    ),
  ]
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join('\n')}
</urlset>
`
}
