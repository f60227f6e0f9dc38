import type { AppliedDiscount } from '@/lib/cart/cart-discounts'
import type { Cart, CartLineDetail } from '@/lib/cart/load-cart'
import { type Money, zero } from '@/lib/money'
import { toMoneyV2 } from './money'

type Discounted = Pick<Cart, 'addresses' | 'currency' | 'discounts' | 'discountCodes'>

/**
 * A cart's codes, and what its discounts come to beside its lines: of one on the order the share of every line shown,
 * nothing included, in the order of the lines (clients count on one for each); of one on delivery its own, once there
 * is an address.
 */
export function toCartDiscounts(cart: Discounted, shown: readonly CartLineDetail[]) {
  const addressed = cart.addresses.some(({ selected }) => selected)
  const none = zero(cart.currency)
  return {
    discountCodes: cart.discountCodes,
    discountAllocations: cart.discounts.flatMap((discount) => {
      if (discount.level === 'order') {
        return shown.map((line) => toAllocation(discount, shareOf(line, discount) ?? none))
      }
      return discount.level === 'shipping' && addressed ? [toAllocation(discount, discount.amount)] : []
    }),
  }
}

/** Those on products: what lowered the line. */
export function toLineDiscounts(line: CartLineDetail, discounts: readonly AppliedDiscount[]) {
  return discounts.flatMap((discount) => {
    const share = discount.level === 'product' ? shareOf(line, discount) : undefined
    return share ? [toAllocation(discount, share)] : []
  })
}

function shareOf(line: CartLineDetail, { id }: AppliedDiscount): Money | undefined {
  return line.discounts.find(({ discountId }) => discountId === id)?.amount
}

/** The value of an amount is that of this share, not of the whole. */
function toAllocation(discount: AppliedDiscount, amount: Money) {
  const { code, title, level, kind, percent } = discount
  const targetType = level === 'shipping' ? 'SHIPPING_LINE' : 'LINE_ITEM'
  const name =
    code === null
      ? { __typename: 'CartAutomaticDiscountAllocation' as const, title }
      : { __typename: 'CartCodeDiscountAllocation' as const, code }
  return {
    ...name,
    discountedAmount: toMoneyV2(amount),
    targetType,
    discountApplication: {
      allocationMethod: level === 'product' && kind !== 'amount' ? 'EACH' : 'ACROSS',
      targetSelection: level === 'product' ? 'ENTITLED' : 'ALL',
      targetType,
      value:
        kind === 'percent' && percent !== null
          ? { __typename: 'PricingPercentageValue' as const, percentage: percent / 100 }
          : { __typename: 'MoneyV2' as const, ...toMoneyV2(amount) },
    },
  }
}
