export type LedgerEntry = {
  kind:
    | 'captured'
    | 'gift_card'
    | 'refunded'
    | 'refund_failed'
    | 'dispute_opened'
    | 'dispute_won'
    | 'dispute_lost'
  stripeId: string
  amount: number
}

export type Payments = {
  /** At Stripe and by gift cards together. */
  paid: number
  /** Succeeded refunds, less those that bounced afterwards. */
  refunded: number
  disputed: boolean
  status: 'unpaid' | 'paid' | 'partially_refunded' | 'refunded'
}

/** Reads an order's payment state off its append-only ledger: the one place that knows how. Amounts in minor units. */
export function readLedger(entries: readonly LedgerEntry[]): Payments {
  const sum = (kind: LedgerEntry['kind']) =>
    entries.filter((entry) => entry.kind === kind).reduce((total, entry) => total + entry.amount, 0)
  const count = (kind: LedgerEntry['kind']) => entries.filter((entry) => entry.kind === kind).length
  const paid = sum('captured') + sum('gift_card')
  const refunded = sum('refunded') - sum('refund_failed')
  return {
    paid,
    refunded,
    disputed: count('dispute_opened') > count('dispute_won') + count('dispute_lost'),
    status:
      count('captured') === 0
        ? 'unpaid'
        : refunded <= 0
          ? 'paid'
          : refunded < paid
            ? 'partially_refunded'
            : 'refunded',
  }
}
