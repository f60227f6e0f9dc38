import type Stripe from 'stripe'
import type { Tx } from '../state/store'
import type { SettleOutcome } from '../state/tables'
import { makeEvent } from '../webhooks/make-event'
import { addToBalance } from './balance'

/** A refund arrives, or comes back: then its amount can be refunded again. False when it is settled for good. */
export function settleRefund(id: string, outcome: SettleOutcome, tx: Tx): boolean {
  const refund = tx.get('refund', id)
  // A refund that seemed to have worked may still fail; the reverse does not happen.
  const canSettle = refund?.status === 'pending' || (refund?.status === 'succeeded' && outcome === 'fails')
  if (!refund || !canSettle) return false
  tx.remove('due', id)
  const { pending_reason: _, ...rest } = refund
  if (outcome === 'succeeds') {
    const settled: Stripe.Refund = { ...rest, status: 'succeeded' }
    tx.put('refund', id, settled)
    makeEvent(tx, 'refund.updated', settled)
    return true
  }
  const failed: Stripe.Refund = {
    ...rest,
    status: 'failed',
    failure_reason: 'lost_or_stolen_card',
    failure_balance_transaction: addToBalance(tx, 'refund_failure', id, refund.amount, refund.currency),
  }
  tx.put('refund', id, failed)
  const charge = typeof refund.charge === 'string' ? tx.get('charge', refund.charge) : undefined
  if (charge)
    tx.put('charge', charge.id, {
      ...charge,
      amount_refunded: charge.amount_refunded - refund.amount,
      refunded: false,
    })
  makeEvent(tx, 'refund.updated', failed)
  makeEvent(tx, 'refund.failed', failed)
  return true
}
