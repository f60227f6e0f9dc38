import { getArticles, getBlog, getNewestIds, getShop } from '@/lib/content/cached'
import { articlesInFeed, atomFeed } from '@/lib/content/feed'
import { env } from '@/lib/env'

export const dynamic = 'force-static'

export function generateStaticParams() {
  return []
}

export async function GET(_: Request, { params }: { params: Promise<{ blog: string }> }): Promise<Response> {
  const [shop, blog] = await Promise.all([getShop(), getBlog((await params).blog)])
  if (!blog) return new Response('There is no such journal here.\n', { status: 404 })
  const articles = await getArticles(await getNewestIds(blog.id, articlesInFeed))
  const feed = atomFeed({ site: env().siteUrl, shopName: shop.name, blog, articles })
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}
