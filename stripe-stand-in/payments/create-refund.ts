import type Stripe from 'stripe'
import { invalidRequest, noSuch, notServed } from '../api/stripe-error'
import { checkMetadata, mergeMetadata } from '../api/value-rules'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'
import { makeEvent } from '../webhooks/make-event'
import { addToBalance } from './balance'
import { SETTLE_AFTER } from './bank-debits'
import { TEST_CARDS } from './test-cards'

type Params = Stripe.RefundCreateParams

const SERVED = new Set(['amount', 'charge', 'expand', 'metadata', 'payment_intent', 'reason'])

/** @throws StandInError */
export function checkRefundParams(params: Params) {
  for (const param of Object.keys(params)) if (!SERVED.has(param)) throw notServed(param)
  if (params.charge === undefined && params.payment_intent === undefined)
    throw invalidRequest(
      'One of the following params should be provided for this request: payment_intent or charge.',
    )
  if (params.amount !== undefined && params.amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    })
  checkMetadata(params.metadata ?? undefined, 'metadata')
}

/**
 * Gives back `amount` minor units of a paid charge, or what is left of it.
 * @throws StandInError when the charge isn't paid, is disputed, or has less left
 */
export function createRefund(params: Params, tx: Tx): Stripe.Refund {
  const charge = chargeToRefund(params, tx)
  const left = charge.amount_captured - charge.amount_refunded
  if (charge.disputed && !isDisputeWon(charge, tx))
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    })
  if (left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    })
  const amount = params.amount ?? left
  if (amount > left)
    throw invalidRequest(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left}), in minor units of ${charge.currency}.`,
      { param: 'amount' },
    )

  const id = newId('refund')
  const behaviour = refundBehaviourOf(charge)
  const refund: Stripe.Refund = {
    id,
    object: 'refund',
    amount,
    balance_transaction: addToBalance(tx, 'refund', id, -amount, charge.currency),
    charge: charge.id,
    created: Math.floor(tx.now / 1000),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: behaviour.card
      ? {
          type: 'card',
          card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
        }
      : { type: 'nz_bank_transfer' },
    metadata: mergeMetadata({}, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: behaviour.status,
    transfer_reversal: null,
    ...(behaviour.status === 'pending' && { pending_reason: 'processing' as const }),
  }
  tx.put('refund', id, refund)
  const refunded = charge.amount_refunded + amount
  const after = { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount_captured }
  tx.put('charge', charge.id, after)
  if (behaviour.later)
    tx.put('due', id, {
      kind: 'settle_refund',
      at: tx.now + SETTLE_AFTER * 1000,
      refund: id,
      outcome: behaviour.later,
    })
  makeEvent(tx, 'refund.created', refund)
  makeEvent(tx, 'charge.refunded', after)
  return refund
}

function chargeToRefund(params: Params, tx: Tx): Stripe.Charge {
  const { charge: chargeId, payment_intent: intentId } = params
  let id = chargeId
  if (intentId !== undefined) {
    const intent = tx.get('payment_intent', intentId)
    if (!intent) throw noSuch('payment_intent', intentId, 'payment_intent')
    if (intent.status !== 'succeeded' || typeof intent.latest_charge !== 'string')
      throw invalidRequest(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`, {
        param: 'payment_intent',
      })
    if (id !== undefined && id !== intent.latest_charge)
      throw invalidRequest(`The charge ${id} is not the charge of ${intentId}.`, { param: 'charge' })
    id = intent.latest_charge
  }
  const charge = tx.get('charge', id ?? '')
  if (!charge) throw noSuch('charge', id ?? '', 'charge')
  if (charge.status !== 'succeeded')
    throw invalidRequest(`Charge ${charge.id} has not succeeded and can't be refunded.`, { param: 'charge' })
  return charge
}

function isDisputeWon(charge: Stripe.Charge, tx: Tx): boolean {
  const [latest] = tx.list('dispute').filter((dispute) => dispute.charge === charge.id)
  return latest?.status === 'won' || latest?.status === 'warning_closed'
}

/** Some test cards ask for refunds that wait or fail; bank debits always wait. */
function refundBehaviourOf(charge: Stripe.Charge) {
  const card = charge.payment_method_details?.card
  if (!card) return { card: false, status: 'pending', later: 'succeeds' as const }
  const number = Object.keys(TEST_CARDS).find((candidate) => candidate.endsWith(card.last4 ?? '-'))
  const kind = number && TEST_CARDS[number]?.kind
  if (kind === 'refund_pending') return { card: true, status: 'pending', later: 'succeeds' as const }
  return { card: true, status: 'succeeded', later: kind === 'refund_fails' ? ('fails' as const) : null }
}
