import { toDecimal } from '@/lib/money'
import type { AdminProduct } from './admin-product'

/**
 * A product as the audit log keeps it: whole, so that what changed can be read from any two of them, and in plain
 * words. Prices stand by variant id, where `pastPrices` finds them.
 */
export function productSnapshot(product: AdminProduct) {
  return {
    title: product.title,
    subtitle: product.subtitle,
    description: product.description,
    seoTitle: product.seoTitle,
    seoDescription: product.seoDescription,
    status: product.status,
    isGiftCard: product.isGiftCard,
    labelConfirmed: product.labelConfirmed,
    demo: product.demo,
    variants: Object.fromEntries(
      product.variants.map((variant) => [
        variant.id,
        {
          title: variant.title,
          price: variant.price && toDecimal(variant.price),
          compareAtPrice: variant.compareAtPrice && toDecimal(variant.compareAtPrice),
        },
      ]),
    ),
  }
}
