import { allocateToLines } from './allocate'
import {
  type DiscountableLine,
  type DiscountRefusal,
  type DiscountRule,
  entitled,
  grossOf,
  sum,
} from './rules'

type Basket = { lines: readonly DiscountableLine[]; shippable: boolean; now: number }

/**
 * Why a discount can't be had by this cart at all, others aside. What it asks for is counted before any discount, so
 * that one never takes another away.
 * @returns undefined where it can; null where only goods are missing from an empty cart, which nobody needs to be told
 */
export function refuseDiscount(
  rule: DiscountRule,
  { lines, shippable, now }: Basket,
): Exclude<DiscountRefusal, 'DISCOUNT_NOT_FOUND' | 'DISCOUNT_CODE_NOT_HONOURED'> | null | undefined {
  if (!rule.active || now < rule.startsAt || (rule.endsAt !== null && now >= rule.endsAt)) {
    return 'DISCOUNT_CURRENTLY_INACTIVE'
  }
  if (rule.usedUp) return 'DISCOUNT_USAGE_LIMIT_REACHED'
  if (rule.usedBefore) return 'DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED'
  if (lines.length === 0) return null
  const own = entitled(rule, lines)
  if (own.length === 0) return 'DISCOUNT_NO_ENTITLED_LINE_ITEMS'
  if (rule.minSubtotal !== null && sum(own.map(grossOf)) < rule.minSubtotal) {
    return 'DISCOUNT_PURCHASE_NOT_IN_RANGE'
  }
  if (rule.minQuantity !== null && sum(own.map(({ quantity }) => quantity)) < rule.minQuantity) {
    return 'DISCOUNT_QUANTITY_NOT_IN_RANGE'
  }
  if (rule.level === 'shipping') return shippable ? undefined : 'DISCOUNT_NO_ENTITLED_SHIPPING_LINES'
  if (rule.level === 'order') return undefined
  if (allocateToLines(rule, lines).total > 0) return undefined
  return rule.kind === 'buy_x_get_y' ? 'DISCOUNT_QUANTITY_NOT_IN_RANGE' : 'DISCOUNT_NO_ENTITLED_LINE_ITEMS'
}
