import { limits } from '@/lib/cart/limits'
import type { VariantView } from '@/lib/catalog/product-view'
import type { Context } from './context'
import { refuseStranger } from './errors'
import { gid } from './ids'
import { toMetafields } from './metafields'
import { toMoneyV2 } from './money'
import { noneOf } from './none'
import { shownSelection } from './options'
import type { ProductNode } from './product'

const units: Record<string, { measuredType: string; unit: string }> = {
  g: { measuredType: 'WEIGHT', unit: 'G' },
  kg: { measuredType: 'WEIGHT', unit: 'KG' },
  ml: { measuredType: 'VOLUME', unit: 'ML' },
  l: { measuredType: 'VOLUME', unit: 'L' },
}

export type VariantNode = ReturnType<typeof toVariant>

/** @param parent the product as it is shown already: a list of variants must not make it anew for each */
export function toVariant(
  variant: Omit<VariantView, 'availability'>,
  parent: () => ProductNode,
  context: Context,
) {
  const price = () => toMoneyV2(variant.price)
  const compareAtPrice = () => variant.compareAtPrice && toMoneyV2(variant.compareAtPrice)
  const per = variant.unitPrice
  const unit = per ? (units[per.unit] ?? { measuredType: 'COUNT', unit: 'ITEM' }) : null
  return {
    __typename: 'ProductVariant' as const,
    ...toMetafields(`variant:${variant.id}`, context),
    id: gid('ProductVariant', variant.id),
    title: variant.title,
    sku: variant.sku,
    price,
    priceV2: price,
    compareAtPrice,
    compareAtPriceV2: compareAtPrice,
    unitPrice: () => per && toMoneyV2(per.price),
    unitPriceMeasurement: per &&
      unit && {
        measuredType: unit.measuredType,
        quantityUnit: unit.unit,
        quantityValue: variant.unitQuantity ?? per.quantity,
        referenceUnit: unit.unit,
        referenceValue: per.quantity,
      },
    availableForSale: variant.availableForSale,
    quantityAvailable: () => {
      refuseStranger(context, 'quantityAvailable')
      return variant.quantityAvailable
    },
    // Nothing is sold that is not on the shelf.
    currentlyNotInStock: false,
    requiresShipping: variant.requiresShipping,
    requiresComponents: false,
    // A set here is a variant like any; nothing is picked up.
    components: noneOf,
    groupedBy: noneOf,
    storeAvailability: noneOf,
    taxable: true,
    weight: variant.weightGrams,
    weightUnit: 'GRAMS',
    quantityRule: { minimum: 1, maximum: limits.quantity, increment: 1 },
    selectedOptions: shownSelection(variant.selectedOptions),
    image: () => parent().featuredImage(),
    product: parent,
  }
}
