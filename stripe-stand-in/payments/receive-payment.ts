import type Stripe from 'stripe'
import type { Tx } from '../state/store'
import { makeEvent } from '../webhooks/make-event'

/** The money of `charge` is in: the payment intent has succeeded. */
export function receivePayment(intent: Stripe.PaymentIntent, charge: Stripe.Charge, tx: Tx) {
  const paid: Stripe.PaymentIntent = {
    ...intent,
    status: 'succeeded',
    amount_received: charge.amount,
    latest_charge: charge.id,
    last_payment_error: null,
  }
  tx.put('payment_intent', paid.id, paid)
  makeEvent(tx, 'payment_intent.succeeded', paid)
}
