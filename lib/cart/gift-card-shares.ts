import { add, leastCharge, type Money, money, zero } from '@/lib/money'

type Input = {
  /** What the order comes to, after discounts, delivery included. */
  total: Money
  /** Gift cards in the cart: no gift card buys another. */
  notCoverable: Money
  /** What each card on the cart could give, in the order in which they are spent. */
  available: readonly Money[]
}

/**
 * What each gift card pays of an order. Cards come after everything else, the first one first. What is left is nothing
 * or enough for Stripe to charge: to that end the last cards give less than they could.
 * @returns a share for each card, and what is still due
 */
export function shareOverCards({ total, notCoverable, available }: Input): { shares: Money[]; due: Money } {
  const { currency } = total
  let open = total.minor - notCoverable.minor
  const most = available.map(({ minor }) => {
    const share = Math.max(0, Math.min(minor, open))
    open -= share
    return share
  })
  const rest = total.minor - most.reduce((sum, share) => sum + share, 0)
  const least = Math.min(total.minor, leastCharge(currency).minor)
  let tooMuch = rest > 0 && rest < least ? least - rest : 0
  const shares = [...most]
  for (let index = shares.length - 1; index >= 0 && tooMuch > 0; index--) {
    const back = Math.min(tooMuch, shares[index] ?? 0)
    shares[index] = (shares[index] ?? 0) - back
    tooMuch -= back
  }
  const paid = shares.map((share) => money(share, currency))
  return { shares: paid, due: money(total.minor - add(zero(currency), ...paid).minor, currency) }
}
