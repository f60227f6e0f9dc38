import { Specimen } from '@/components/specimen'
import type { ProductView } from '@/lib/catalog/product-view'

/** The product on its table: a photo where there is one, else a drawing, which is said to be one. */
export function Portrait({ product }: { product: ProductView }) {
  const [medium] = product.media
  if (medium?.kind === 'image')
    return (
      <figure className="table">
        {/* biome-ignore lint/performance/noImgElement: one size, our own file, the first thing seen */}
        <img
          src={medium.source}
          alt={medium.alt}
          width={medium.width ?? undefined}
          height={medium.height ?? undefined}
          fetchPriority="high"
        />
      </figure>
    )
  const keyed = product.isSupplement
  return (
    <figure className="table">
      <Specimen
        drawing={medium?.source}
        title={product.title}
        subtitle={product.subtitle}
        alt={medium?.alt ?? `Illustration of ${product.title}`}
        brand={product.vendor || 'Bestow'}
        keyed={keyed}
      />
      <figcaption className="small">
        <p>Illustration, not the {keyed ? 'pack' : 'product'} itself.</p>
        {keyed ? (
          <ol>
            <li>
              <b>1</b> Front: name and weight
            </li>
            <li>
              <b>2</b> Back: ingredients, directions, warnings
            </li>
          </ol>
        ) : null}
      </figcaption>
    </figure>
  )
}
