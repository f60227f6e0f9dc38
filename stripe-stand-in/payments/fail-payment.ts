import type Stripe from 'stripe'
import type { Tx } from '../state/store'
import type { Instrument, Payer } from '../state/tables'
import { makeEvent } from '../webhooks/make-event'
import { createCharge, type Problem } from './charges'

type PaymentIntent = Stripe.PaymentIntent

/** An attempt in an open session failed: the session stays open, the payment intent waits for another card. */
export function failPayment(
  session: Stripe.Checkout.Session,
  intent: PaymentIntent,
  payer: Payer,
  instrument: Instrument,
  problem: Problem,
  tx: Tx,
) {
  // A shopper who isn't authenticated never gets as far as a charge.
  const isCharged = problem.code !== 'payment_intent_authentication_failure'
  const charge = isCharged ? createCharge(intent, payer, instrument, 'failed', problem, tx).id : null
  const checkout = tx.get('checkout', session.id)
  if (checkout)
    tx.put('checkout', session.id, { ...checkout, attempt: { payer, instrument, problem: problem.message } })
  noteFailure(intent, charge ?? intent.latest_charge, instrument.type, problem, tx)
}

/** The payment intent after a failed attempt. */
export function noteFailure(
  intent: PaymentIntent,
  charge: PaymentIntent['latest_charge'],
  method: string,
  problem: Problem,
  tx: Tx,
) {
  const failed: PaymentIntent = {
    ...intent,
    status: 'requires_payment_method',
    latest_charge: charge,
    next_action: null,
    payment_method: null,
    last_payment_error: {
      type: method === 'card' ? 'card_error' : 'invalid_request_error',
      code: problem.code as NonNullable<Stripe.PaymentIntent.LastPaymentError['code']>,
      message: problem.message,
      payment_method_type: method,
      ...(problem.declineCode && { decline_code: problem.declineCode }),
      ...(typeof charge === 'string' && { charge }),
    },
  }
  tx.put('payment_intent', failed.id, failed)
  makeEvent(tx, 'payment_intent.payment_failed', failed)
}
