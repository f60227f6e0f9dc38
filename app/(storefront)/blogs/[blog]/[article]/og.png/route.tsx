import { ogImage } from '@/app/og-image'
import { articleOgCard } from '@/components/og/article-card'
import { getArticle, getShop } from '@/lib/content/cached'

export const dynamic = 'force-static'

export function generateStaticParams() {
  return []
}

type Context = { params: Promise<{ blog: string; article: string }> }

/** The picture of a link to the article: its title and its pattern, kept until the article changes. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { blog, article: handle } = await params
  const [shop, article] = await Promise.all([getShop(), getArticle(blog, handle)])
  if (!article) return new Response('There is no such article here.\n', { status: 404 })
  return ogImage(
    articleOgCard({
      title: article.title,
      handle: article.handle,
      shop: shop.name,
      ...(article.topic && { line: article.topic }),
    }),
  )
}
