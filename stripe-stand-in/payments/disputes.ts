import type Stripe from 'stripe'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'
import { makeEvent } from '../webhooks/make-event'
import { addToBalance } from './balance'

type Dispute = Stripe.Dispute
const DAYS_10 = 10 * 24 * 60 * 60

/** The cardholder's bank takes `amount` minor units of a charge back, and asks the shop for evidence. */
export function createDispute(
  { charge, amount, reason }: { charge: Stripe.Charge; amount: number; reason: string },
  tx: Tx,
): Dispute {
  const id = newId('dispute')
  const created = Math.floor(tx.now / 1000)
  const withdrawal = addToBalance(tx, 'dispute', id, -amount, charge.currency)
  const brand = charge.payment_method_details?.card?.brand ?? 'visa'
  const dispute: Dispute = {
    id,
    object: 'dispute',
    amount,
    balance_transactions: balanceOf([withdrawal], tx),
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: created + DAYS_10,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: 'card',
      card: { brand, case_type: 'chargeback', network: brand, network_reason_code: '10.4' },
    },
    reason,
    status: 'needs_response',
  }
  tx.put('dispute', id, dispute)
  tx.put('charge', charge.id, { ...charge, disputed: true })
  makeEvent(tx, 'charge.dispute.created', dispute)
  return dispute
}

/** The bank decides. False when it already has. */
export function closeDispute(id: string, status: 'won' | 'lost', tx: Tx): boolean {
  const dispute = tx.get('dispute', id)
  if (!dispute || dispute.status === 'won' || dispute.status === 'lost') return false
  const transactions = [...dispute.balance_transactions]
  if (status === 'won') {
    const reversal = addToBalance(tx, 'dispute_reversal', id, dispute.amount, dispute.currency)
    transactions.push(...balanceOf([reversal], tx))
  }
  const closed: Dispute = {
    ...dispute,
    status,
    balance_transactions: transactions,
    is_charge_refundable: status === 'won',
  }
  tx.put('dispute', id, closed)
  makeEvent(tx, 'charge.dispute.closed', closed)
  return true
}

function balanceOf(ids: string[], tx: Tx): Stripe.BalanceTransaction[] {
  return ids.flatMap((id) => tx.get('balance_transaction', id) ?? [])
}

const noEvidence: Dispute['evidence'] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}
