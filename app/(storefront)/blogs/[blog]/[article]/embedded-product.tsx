import { DeliveryPromise } from '@/components/delivery-promise'
import { Price } from '@/components/price'
import { ProductCard } from '@/components/product-card'
import type { ProductView } from '@/lib/catalog/product-view'
import type { ShopView } from '@/lib/content/shop'
import { getDeliveryPromise } from '@/lib/shipping/cached'
import { AddButton } from '../../../add-button'
import { deliveryOffer } from '../../../home-delivery'
import { chosenVariant, toCardProduct } from '../../../product-offer'

/** The card in the text, at the end of its thread: live price and stock, and a form that needs no script. */
export async function EmbeddedProduct(props: {
  product: ProductView
  articleId: string
  shop: ShopView
  look: 'filled' | 'plain'
}) {
  const { product, articleId, shop, look } = props
  const card = toCardProduct(product)
  const variant = chosenVariant(product)
  if (!card || !variant) return null
  const offer = await deliveryOffer(variant)
  const promise = offer?.rate ? await getDeliveryPromise(shop, offer.rate, offer.country) : null
  return (
    <ProductCard
      id={`buy-${product.handle}`}
      product={card}
      brand={product.vendor || 'Bestow'}
      delivery={
        promise && offer?.rate ? (
          <>
            with you by{' '}
            <DeliveryPromise arrives={promise.by} condition={promise.condition} demo={offer.rate.demo} />
          </>
        ) : null
      }
      action={<AddButton product={product} articleId={articleId} look={look} />}
    />
  )
}

/** After a link to a product: what the first size that can be had costs. */
export function MentionedPrice({ product }: { product: ProductView }) {
  const variant = chosenVariant(product)
  return variant ? (
    <span className="mention">
      <Price amount={variant.price} demo={product.demo} />
    </span>
  ) : null
}
