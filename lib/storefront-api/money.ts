import { type Money, toDecimal } from '@/lib/money'

/** "25.0", "14.25", "1500.0": at least one decimal, no trailing zero beyond it. */
export function toMoneyV2(amount: Money) {
  const [whole = '0', fraction = ''] = toDecimal(amount).split('.')
  return {
    amount: `${whole}.${fraction.replace(/0+$/, '') || '0'}`,
    currencyCode: amount.currency,
  }
}
