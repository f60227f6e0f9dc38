import { ogImage } from '@/app/og-image'
import { productOgCard } from '@/components/og/product-card'
import { getProduct } from '@/lib/catalog/cached'
import { getShop } from '@/lib/content/cached'

export const dynamic = 'force-static'

export function generateStaticParams() {
  return []
}

/** The picture of a link to the product, drawn once and kept until the product changes. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ handle: string }> },
): Promise<Response> {
  const [shop, product] = await Promise.all([getShop(), getProduct((await params).handle)])
  if (!product) return new Response('There is no such product here.\n', { status: 404 })
  return ogImage(
    productOgCard({
      title: product.title,
      drawing: product.media.find(({ kind }) => kind === 'drawing')?.source,
      line: product.subtitle,
      shop: shop.name,
    }),
  )
}
