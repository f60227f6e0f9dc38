import { drawnImage } from '@/app/og-image'
import { drawnProduct, drawnSize } from '@/components/og/product-card'
import { getProduct } from '@/lib/catalog/cached'

export const dynamic = 'force-static'

export function generateStaticParams() {
  return []
}

/** The product's picture where nobody took a photograph: the drawn pack alone. Drawn once, as the one beside it is. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ handle: string }> },
): Promise<Response> {
  const product = await getProduct((await params).handle)
  if (!product) return new Response('There is no such product here.\n', { status: 404 })
  return drawnImage(
    drawnProduct({
      title: product.title,
      drawing: product.media.find(({ kind }) => kind === 'drawing')?.source,
    }),
    drawnSize,
  )
}
