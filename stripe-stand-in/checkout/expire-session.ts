import type Stripe from 'stripe'
import { invalidRequest } from '../api/stripe-error'
import type { Tx } from '../state/store'
import { makeEvent } from '../webhooks/make-event'

type Session = Stripe.Checkout.Session

/** Ends an open session; a payment that was tried in it is cancelled. @throws StandInError when it is not open */
export function expireSession(session: Session, tx: Tx): Session {
  if (session.status !== 'open')
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    )
  const expired: Session = { ...session, status: 'expired', url: null }
  tx.put('session', session.id, expired)
  tx.remove('due', session.id)
  const intent =
    typeof session.payment_intent === 'string' && tx.get('payment_intent', session.payment_intent)
  if (intent)
    tx.put('payment_intent', intent.id, {
      ...intent,
      status: 'canceled',
      canceled_at: Math.floor(tx.now / 1000),
      cancellation_reason: 'expired',
      next_action: null,
    })
  makeEvent(tx, 'checkout.session.expired', expired)
  return expired
}
