import type { LedgerEntry } from './payment-status'

/** A payment that money can still go back to; `left` in minor units. */
export type PaymentLeft = { paymentIntentId: string; left: number; paidAt: Date }

type Entry = LedgerEntry & { currency: string; createdAt: Date }
type Claim = { paymentIntentId: string; amount: number; state: string }

/**
 * What each payment of an order still holds, newest first: what was paid less every refund to it that has not failed
 * and was not cancelled. Money in another currency than the order's is for a person to sort out at Stripe.
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
  return entries
    .filter((entry) => entry.kind === 'captured' && entry.currency === currency)
    .map(({ stripeId, amount, createdAt }) => ({
      paymentIntentId: stripeId,
      left: amount - claimed(stripeId),
      paidAt: createdAt,
    }))
    .filter(({ left }) => left > 0)
    .reverse()
}

/**
 * Which payments an amount goes back to: the newest that still holds all of it, since of two payments the later is the
 * one too many; when none does, newest first.
 * @returns nothing when the payments don't hold that much
 */
export function shareRefund<Payment extends { left: number }>(
  newestFirst: readonly Payment[],
  amount: number,
): { payment: Payment; amount: number }[] {
  const whole = newestFirst.find(({ left }) => left >= amount)
  if (whole) return [{ payment: whole, amount }]
  let open = amount
  const shares = newestFirst.map((payment) => {
    const share = Math.min(payment.left, open)
    open -= share
    return { payment, amount: share }
  })
  return open > 0 ? [] : shares.filter((share) => share.amount > 0)
}
