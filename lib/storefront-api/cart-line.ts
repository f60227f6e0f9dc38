import type { Cart, CartLineDetail } from '@/lib/cart/load-cart'
import { toAttributes } from './attributes'
import { toLineCost } from './cart-cost'
import { toLineDiscounts } from './cart-discounts'
import { gidInCart } from './cart-id'
import type { VariantNode } from './variant'

/** @param merchandise the variant as it is shown; a line whose variant is not on sale any more is not */
export function toLine(
  line: CartLineDetail,
  cart: Pick<Cart, 'publicId' | 'discounts'>,
  merchandise: VariantNode,
) {
  return {
    __typename: 'CartLine' as const,
    id: gidInCart('CartLine', line.id, cart),
    quantity: line.quantity,
    merchandise,
    ...toAttributes(line.attributes),
    ...toLineCost(line),
    discountAllocations: toLineDiscounts(line, cart.discounts),
    instructions: { canRemove: true, canUpdateQuantity: true },
    // Neither subscriptions nor lines in lines.
    sellingPlanAllocation: null,
    parentRelationship: null,
  }
}
