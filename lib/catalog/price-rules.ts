import { type Currency, formatMoney, type Money, money } from '@/lib/money'

/** Minor units; the most that Stripe takes in one payment: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export const largestPrice = 99_999_999

/**
 * Whether a person should look twice: a price of nothing, or one that halves or doubles, is more often a slip of the
 * finger than a wish.
 */
export function isUnusualPrice(before: Money | null, after: Money): boolean {
  if (after.minor === 0) return before?.minor !== 0
  return before !== null && (after.minor * 2 < before.minor || after.minor > before.minor * 2)
}

/**
 * A price "before" must have been charged (Fair Trading Act 1986 s 13(g)) and be above the price now.
 * @param past minor units that were charged
 * @returns what to change, or undefined when it may be shown
 */
export function compareAtProblem(
  compareAt: Money,
  price: Money,
  past: readonly number[],
): string | undefined {
  if (compareAt.minor <= price.minor)
    return 'This must be more than the price. Leave it empty for no past price.'
  if (past.includes(compareAt.minor)) return undefined
  const usable = past.filter((minor) => minor > price.minor).map((minor) => inWords(minor, price.currency))
  const instead = usable.length > 0 ? `, or use a past price: ${usable.slice(0, 3).join(', ')}` : ''
  return `${formatMoney(compareAt)} was never charged. Leave this empty${instead}.`
}

function inWords(minor: number, currency: Currency): string {
  return formatMoney(money(minor, currency))
}
