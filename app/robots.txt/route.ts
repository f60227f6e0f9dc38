import { env } from '@/lib/env'

// The shop's address is a setting of the running server: what is made at build does not know it.
export const dynamic = 'force-dynamic'

/** What belongs to one visitor, or to the people of the shop, is for no search engine. */
export function GET(): Response {
  const text = `User-agent: *
Disallow: /admin
Disallow: /api/
Disallow: /cart
Disallow: /checkout
Disallow: /discount/
Disallow: /orders/

Sitemap: ${env().siteUrl}/sitemap.xml
`
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
