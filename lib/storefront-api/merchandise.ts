import type { CartLineDetail } from '@/lib/cart/load-cart'
import { unitPrice } from '@/lib/catalog/product-view'
import { picturesOfProduct } from '@/lib/media/pictures'
import type { Context } from './context'
import { gid } from './ids'
import { toImage } from './image'
import { once } from './once'
import { noOptions } from './options'
import type { Part } from './part'
import type { ProductNode } from './product'
import { toVariant, type VariantNode } from './variant'

/**
 * What the lines of a cart are of. A cart is read with all that lines mostly show, so a variant is made of its line and no
 * product is read for it, which took as long again as the cart. Whoever asks for more of a product has it read whole, for
 * all lines together.
 */
export function merchandiseOf(context: Context): (line: CartLineDetail) => VariantNode {
  const products = new Map<bigint | null, ReturnType<typeof toProductPart>>()
  return (line) =>
    toMerchandise(line, context, () => {
      const product = products.get(line.productId) ?? toProductPart(line, context)
      products.set(line.productId, product)
      return product
    })
}

function toMerchandise(line: CartLineDetail, context: Context, product: () => ProductNode): VariantNode {
  const id = String(line.variantId)
  const variant = {
    id,
    title: line.variantTitle || noOptions.value,
    sku: line.sku,
    price: line.unitPrice,
    compareAtPrice: line.compareAtPrice,
    unitPrice: unitPrice(line.unitPrice, line.unitQuantity, line.unit),
    unitQuantity: line.unitQuantity,
    // As this cart finds it: what its own unfinished checkout holds is there for it.
    availableForSale: line.onShelf === null || line.onShelf > 0,
    quantityAvailable: line.onShelf,
    weightGrams: line.weightGrams,
    requiresShipping: line.requiresShipping,
    selectedOptions: line.selectedOptions,
  }
  return toVariant(variant, product, context)
}

function toProductPart(line: CartLineDetail, context: Context) {
  const id = String(line.productId)
  const { handle, title, vendor, media, isGiftCard } = line
  const image = once(() => {
    const [picture] = picturesOfProduct({ id, handle, title, media })
    return picture ? toImage('ProductImage', picture, context) : null
  })
  return {
    __typename: 'Product' as const,
    id: gid('Product', id),
    handle,
    title,
    vendor,
    isGiftCard,
    featuredImage: image,
    whole: () => context.node(gid('Product', id)),
  } satisfies ProductNode & Part & Record<string, unknown>
}
