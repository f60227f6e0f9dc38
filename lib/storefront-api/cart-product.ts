import type { ProductView } from '@/lib/catalog/product-view'
import type { Context } from './context'
import { gid } from './ids'
import { once } from './once'
import { type ProductNode, toProduct } from './product'

/** What hangs on variants that are not in the cart. */
const ofAllVariants = [
  'availableForSale',
  'totalInventory',
  'priceRange',
  'compareAtPriceRange',
  'options',
  'encodedVariantExistence',
  'encodedVariantAvailability',
  'variants',
  'variantsCount',
  'variantBySelectedOptions',
  'selectedOrFirstAvailableVariant',
  'adjacentVariants',
] as const

/**
 * The product of a line, of which those variants alone were read that are in the cart: all of them take twice as long, and
 * next to nobody asks for the others here. Who does has the product read again as a whole, for all lines together.
 */
export function toCartProduct(product: ProductView, context: Context): ProductNode {
  const whole = once(async () => {
    const node = await context.node(gid('Product', product.id))
    return node as Record<string, unknown> | null
  })
  const ofWhole = ofAllVariants.map((name) => {
    const answer = async (args: unknown) => {
      const property = (await whole())?.[name]
      return typeof property === 'function' ? property(args) : property
    }
    return [name, answer] as const
  })
  return Object.assign(toProduct(product, context), Object.fromEntries(ofWhole))
}
