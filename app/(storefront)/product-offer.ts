import type { ProductCardProduct } from '@/components/product-card'
import type { ProductView, VariantView } from '@/lib/catalog/product-view'

/** What a card shows and adds: the first size that can be had, or the first there is. */
export function chosenVariant(product: ProductView): VariantView | undefined {
  return product.variants.find((variant) => variant.availableForSale) ?? product.variants[0]
}

/** "150 g"; nothing for a product that comes in one form. */
export function sizeOf(product: ProductView, variant: VariantView): string | undefined {
  return product.options.length > 0 ? variant.title : undefined
}

/** A product as cards and shelves take it; null where it has nothing that could be priced. */
export function toCardProduct(product: ProductView): ProductCardProduct | null {
  const variant = chosenVariant(product)
  if (!variant) return null
  const lowest = Math.min(...product.variants.map(({ price }) => price.minor))
  const differ = product.variants.some(({ price }) => price.minor !== lowest)
  return {
    handle: product.handle,
    title: product.title,
    subtitle: product.subtitle,
    size: sizeOf(product, variant),
    price: variant.price,
    compareAtPrice: variant.compareAtPrice,
    unitPrice: variant.unitPrice,
    priceVaries: differ && variant.price.minor === lowest,
    availability: variant.availability,
    media: product.media.map(({ source, alt }) => ({ drawing: source, alt })),
    demo: product.demo,
    supplement: product.isSupplement,
    giftCard: product.isGiftCard,
  }
}
