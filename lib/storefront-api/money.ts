import { type Money, toDecimal } from '@/lib/money'

/** "25.0", "14.25", "1500.0": at least one decimal, no trailing zero beyond it. */
export function toMoneyV2(amount: Money) {
  let decimal = toDecimal(amount)
  if (!decimal.includes('.')) decimal += '.0'
  while (decimal.endsWith('0') && decimal.at(-2) !== '.') decimal = decimal.slice(0, -1)
  return { amount: decimal, currencyCode: amount.currency }
}
