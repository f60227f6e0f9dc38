import { type Currency, formatMoney, type Money, money } from '@/lib/money'
import type { JudgedCode } from './evaluate-discounts'
import type { DiscountRefusal, DiscountRule } from './rules'

/** For the shopper: why a code takes nothing off, and what would change that. */
export function refusalInWords(
  { code, rule }: JudgedCode,
  refusal: DiscountRefusal,
  currency: Currency,
): string {
  const what = goodsOf(rule)
  switch (refusal) {
    case 'DISCOUNT_NOT_FOUND':
      return `We don’t know the code ${code}.`
    case 'DISCOUNT_CURRENTLY_INACTIVE':
      return `The code ${code} is not valid at the moment.`
    case 'DISCOUNT_USAGE_LIMIT_REACHED':
      return `The code ${code} has been used as often as it can be.`
    case 'DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED':
      return `The code ${code} works once for each customer, and you have used it.`
    case 'DISCOUNT_NO_ENTITLED_LINE_ITEMS':
      return `The code ${code} is for other goods than those in your cart.`
    case 'DISCOUNT_NO_ENTITLED_SHIPPING_LINES':
      return `The code ${code} is for delivery, and nothing in your cart is sent.`
    case 'DISCOUNT_PURCHASE_NOT_IN_RANGE':
      return `The code ${code} works from ${formatMoney(money(rule?.minSubtotal ?? 0, currency))} of ${what} on.`
    case 'DISCOUNT_QUANTITY_NOT_IN_RANGE':
      return rule?.kind === 'buy_x_get_y'
        ? `The code ${code} works when you buy ${rule.buyQuantity} and have ${rule.getQuantity} more of what it is for in your cart.`
        : `The code ${code} works from ${rule?.minQuantity} pieces of ${what} on.`
    case 'DISCOUNT_CODE_NOT_HONOURED':
      return `The code ${code} can’t be combined with the other discounts; you have the better offer.`
  }
}

/**
 * For the shopper: why a code that applies takes nothing off.
 * @param shipping what delivery costs; null while that is not known
 */
export function idleInWords({ code, rule }: JudgedCode, shipping: Money | null): string {
  if (rule?.level !== 'shipping') return `Nothing is left for the code ${code} to take off.`
  return shipping
    ? `The code ${code} is for free delivery, which you have already: it takes nothing off.`
    : `The code ${code} counts once it is known what delivery costs.`
}

function goodsOf(rule: DiscountRule | null): string {
  return rule?.targets ? 'the goods it is for' : 'goods'
}
