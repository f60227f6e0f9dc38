import type { LedgerEntry } from './payment-status'

/**
 * A payment that money can still go back to; `left` in minor units. Of a gift card's, `paymentIntentId` is
 * "gift_card_hold:<id>".
 */
export type PaymentLeft = { means: Means; paymentIntentId: string; left: number; paidAt: Date }

type Means = 'stripe' | 'gift_card'
type Entry = LedgerEntry & { currency: string; createdAt: Date }
type Claim = { paymentIntentId: string; amount: number; state: string }

/**
 * What each payment of an order still holds: what was paid less every refund to it that has not failed and was not
 * cancelled. Those at Stripe first, gift cards after them, newest first each. Money in another currency than the
 * order's is for a person to sort out at Stripe.
 * @param entries the ledger, oldest first
 */
export function paymentsLeft(
  currency: string,
  entries: readonly Entry[],
  refunds: readonly Claim[],
): PaymentLeft[] {
  const claimed = (paymentIntentId: string) =>
    refunds
      .filter((refund) => refund.paymentIntentId === paymentIntentId)
      .filter(({ state }) => state !== 'failed' && state !== 'cancelled')
      .reduce((sum, refund) => sum + refund.amount, 0)
  const holding = (kind: 'captured' | 'gift_card', means: Means) =>
    entries
      .filter((entry) => entry.kind === kind && entry.currency === currency)
      .map(({ stripeId, amount, createdAt }) => ({
        means,
        paymentIntentId: stripeId,
        left: amount - claimed(stripeId),
        paidAt: createdAt,
      }))
      .filter(({ left }) => left > 0)
      .reverse()
  return [...holding('captured', 'stripe'), ...holding('gift_card', 'gift_card')]
}

/**
 * Which payments an amount goes back to: at Stripe the newest that still holds all of it, since of two payments the
 * later is the one too many; when none does, newest first. What Stripe did not take goes to gift cards, or to them
 * first where a person says so.
 * @param payments as `paymentsLeft` orders them
 * @returns nothing when the payments don't hold that much
 */
export function shareRefund<Payment extends { means: Means; left: number }>(
  payments: readonly Payment[],
  amount: number,
  { giftCardsFirst = false } = {},
): { payment: Payment; amount: number }[] {
  const cards = payments.filter(({ means }) => means === 'gift_card')
  const stripe = payments.filter(({ means }) => means === 'stripe')
  let open = amount
  const takeInTurn = (some: readonly Payment[]) =>
    some.map((payment) => {
      const share = Math.min(payment.left, open)
      open -= share
      return { payment, amount: share }
    })
  const fromCards = giftCardsFirst ? takeInTurn(cards) : []
  const rest = open
  const whole = stripe.find(({ left }) => rest > 0 && left >= rest)
  const fromStripe = takeInTurn(whole ? [whole] : stripe)
  const shares = [...fromCards, ...fromStripe, ...(giftCardsFirst ? [] : takeInTurn(cards))]
  return open > 0 ? [] : shares.filter((share) => share.amount > 0)
}
