import { AddToCart } from '@/app/(storefront)/cart/add-to-cart'
import { Button } from '@/components/button'
import type { ProductView } from '@/lib/catalog/product-view'
import { chosenVariant, sizeOf } from './product-offer'

/** One click for one piece, in cards and in the text of an article, which is remembered as where it came from. */
export function AddButton(props: { product: ProductView; articleId?: string; look?: 'filled' | 'plain' }) {
  const { product, articleId, look = 'plain' } = props
  const variant = chosenVariant(product)
  if (!variant) return null
  const size = sizeOf(product, variant)
  return (
    <AddToCart id={`buy-form-${product.handle}`}>
      <input type="hidden" name="variantId" value={variant.id} />
      <input type="hidden" name="quantity" value="1" />
      {articleId ? <input type="hidden" name="articleId" value={articleId} /> : null}
      <Button look={look}>
        Add to cart
        <span className="unseen">
          : {product.title}
          {size ? `, ${size}` : null}
        </span>
      </Button>
    </AddToCart>
  )
}
