import type { Cart, CartLineDetail } from '@/lib/cart/load-cart'
import { withoutShipping } from '@/lib/cart/totals'
import { add, subtract, zero } from '@/lib/money'
import { gid } from './ids'
import { toMoneyV2 } from './money'

/**
 * What a cart costs. The subtotal has what is off products gone, and what is off the order not; the total is what is
 * left to pay after gift cards. Delivery counts once there is an address to send it to; tax is contained, and named at
 * checkout only, as the official API does.
 */
export function toCartCost(cart: Priced) {
  const subtotal = toMoneyV2(add(zero(cart.currency), ...cart.lines.map(({ total }) => total)))
  const amounts = {
    subtotalAmount: subtotal,
    checkoutChargeAmount: subtotal,
    totalAmount: toMoneyV2(isAddressed(cart) ? cart.totals.due : withoutShipping(cart).due),
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

type Priced = Pick<Cart, 'totals' | 'addresses' | 'currency' | 'lines' | 'giftCards'>

function isAddressed({ addresses }: Priced): boolean {
  return addresses.some(({ selected }) => selected)
}

/** What each gift card pays of the total above, and what is left on it then. */
export function toAppliedGiftCards(cart: Priced) {
  const { shares } = withoutShipping(cart)
  return cart.giftCards.map(({ id, lastCharacters, available, amount }, index) => {
    const used = isAddressed(cart) ? amount : (shares[index] ?? amount)
    const left = toMoneyV2(subtract(available, used))
    const paid = toMoneyV2(used)
    return {
      id: gid('AppliedGiftCard', id),
      lastCharacters,
      amountUsed: paid,
      amountUsedV2: paid,
      presentmentAmountUsed: paid,
      balance: left,
      balanceV2: left,
    }
  })
}

/** Functions, since a cart has many lines and clients ask for two or three of these. */
export function toLineCost(line: CartLineDetail) {
  const each = () => toMoneyV2(line.unitPrice)
  const before = () => line.compareAtPrice && toMoneyV2(line.compareAtPrice)
  const amounts = {
    subtotalAmount: () => toMoneyV2(line.subtotal),
    totalAmount: () => toMoneyV2(line.total),
  }
  return {
    cost: { ...amounts, amountPerQuantity: each, compareAtAmountPerQuantity: before },
    estimatedCost: { ...amounts, amount: each, compareAtAmount: before },
  }
}
