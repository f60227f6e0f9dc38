import { EmptyState } from '@/components/empty-state'
import { ProductCard, Range } from '@/components/product-card'
import type { ProductView } from '@/lib/catalog/product-view'
import { AddButton } from './add-button'
import { toCardProduct } from './product-offer'

/** Products as cards with a button each; `next` is the address of the following page. */
export function ProductList(props: { products: ProductView[]; next: string | null; heading?: 'h2' | 'h3' }) {
  const { products, next, heading = 'h2' } = props
  const cards = products.flatMap((product) => {
    const card = toCardProduct(product)
    return card
      ? [
          <ProductCard
            key={product.id}
            id={`buy-${product.handle}`}
            product={card}
            heading={heading}
            action={<AddButton product={product} />}
          />,
        ]
      : []
  })
  if (cards.length === 0)
    return (
      <EmptyState heading="h2" title="Nothing on this shelf yet">
        <p>
          Come back soon, or <a href="/">begin at the front page</a>.
        </p>
      </EmptyState>
    )
  return (
    <>
      <Range>{cards}</Range>
      {next ? (
        <p className="onward">
          <a href={next} rel="next">
            More products
          </a>
        </p>
      ) : null}
    </>
  )
}
