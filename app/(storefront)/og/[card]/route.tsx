import { ogImage } from '@/app/og-image'
import { articleOgCard } from '@/components/og/article-card'
import { getShop } from '@/lib/content/cached'

export const dynamic = 'force-static'

export function generateStaticParams() {
  return []
}

/**
 * /og/shop.png, the picture of a link to the front page, to lists and to plain pages. It has a parameter so that it
 * is drawn on its first request: a build does not know the name of the shop, and drawing is too dear for each request.
 */
export async function GET(_: Request, { params }: { params: Promise<{ card: string }> }): Promise<Response> {
  if ((await params).card !== 'shop.png') return new Response('There is no such picture.\n', { status: 404 })
  const shop = await getShop()
  return ogImage(
    articleOgCard({
      title: shop.name,
      handle: 'shop',
      shop: shop.dispatchCity,
      ...(shop.description && { line: shop.description }),
    }),
  )
}
