import type { Cart, CartLineDetail } from '@/lib/cart/load-cart'
import { withoutShipping } from '@/lib/cart/totals'
import { add, zero } from '@/lib/money'
import { toMoneyV2 } from './money'

/**
 * What a cart costs. The subtotal has what is off products gone, and what is off the order not. Delivery counts once there is an address to send it to; tax is contained, and named at checkout
 * only, as the official API does.
 */
export function toCartCost(cart: Pick<Cart, 'totals' | 'addresses' | 'currency' | 'lines'>) {
  const addressed = cart.addresses.some(({ selected }) => selected)
  const subtotal = toMoneyV2(add(zero(cart.currency), ...cart.lines.map(({ total }) => total)))
  const amounts = {
    subtotalAmount: subtotal,
    checkoutChargeAmount: subtotal,
    totalAmount: toMoneyV2(addressed ? cart.totals.total : withoutShipping(cart.totals)),
    totalTaxAmount: null,
    totalDutyAmount: null,
  }
  return {
    estimatedCost: amounts,
    cost: {
      ...amounts,
      subtotalAmountEstimated: true,
      totalAmountEstimated: true,
      totalTaxAmountEstimated: true,
      totalDutyAmountEstimated: true,
    },
  }
}

export function toLineCost(line: CartLineDetail) {
  const each = toMoneyV2(line.unitPrice)
  const before = line.compareAtPrice && toMoneyV2(line.compareAtPrice)
  const amounts = {
    subtotalAmount: toMoneyV2(line.subtotal),
    totalAmount: toMoneyV2(line.total),
  }
  return {
    cost: { ...amounts, amountPerQuantity: each, compareAtAmountPerQuantity: before },
    estimatedCost: { ...amounts, amount: each, compareAtAmount: before },
  }
}
