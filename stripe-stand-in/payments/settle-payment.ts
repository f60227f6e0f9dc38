import type { Tx } from '../state/store'
import type { SettleOutcome } from '../state/tables'
import { makeEvent } from '../webhooks/make-event'
import { addToBalance } from './balance'
import { noteFailure } from './fail-payment'
import { receivePayment } from './receive-payment'

const RETURNED = {
  code: 'payment_method_provider_decline',
  declineCode: null,
  message: 'The bank returned this test payment: there is not enough money in the account.',
}

/** A bank debit comes through or is returned. False when the session does not wait for one. */
export function settlePayment(sessionId: string, outcome: SettleOutcome, tx: Tx): boolean {
  const session = tx.get('session', sessionId)
  const intent =
    typeof session?.payment_intent === 'string' ? tx.get('payment_intent', session.payment_intent) : undefined
  const charge =
    typeof intent?.latest_charge === 'string' ? tx.get('charge', intent.latest_charge) : undefined
  if (!session || intent?.status !== 'processing' || !charge) return false
  tx.remove('due', sessionId)
  if (outcome === 'succeeds') {
    const paid = {
      ...charge,
      status: 'succeeded',
      paid: true,
      balance_transaction: addToBalance(tx, 'charge', charge.id, charge.amount, charge.currency),
    }
    tx.put('charge', charge.id, paid)
    receivePayment(intent, paid, tx)
    const settled = { ...session, payment_status: 'paid' }
    tx.put('session', sessionId, settled)
    makeEvent(tx, 'checkout.session.async_payment_succeeded', settled)
    return true
  }
  tx.put('charge', charge.id, {
    ...charge,
    status: 'failed',
    captured: false,
    amount_captured: 0,
    failure_code: RETURNED.code,
    failure_message: RETURNED.message,
  })
  noteFailure(intent, charge.id, 'nz_bank_account', RETURNED, tx)
  makeEvent(tx, 'checkout.session.async_payment_failed', session)
  return true
}
