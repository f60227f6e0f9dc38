import type Stripe from 'stripe'
import { withTotals } from '../checkout/totals'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'
import type { Instrument, Payer } from '../state/tables'
import { SETTLE_AFTER } from './bank-debits'
import { createCharge } from './charges'
import { completeSession } from './complete-session'
import { createDispute } from './disputes'
import { failPayment } from './fail-payment'
import { paymentIntentOf } from './payment-intents'
import { receivePayment } from './receive-payment'

export type Submission = {
  payer: Payer
  /** Null only where nothing is to pay. */
  instrument: Instrument | null
  /** Index into the session's shipping options. */
  shippingChoice: number
}

export type PaymentResult =
  | { outcome: 'paid' | 'processing' | 'free' | 'needs_authentication' }
  | { outcome: 'declined'; message: string }
  | { outcome: 'not_open' }

/** What happens when a shopper presses "pay": the one way to pay, for the page and the control API alike. */
export function submitPayment(sessionId: string, submission: Submission, tx: Tx): PaymentResult {
  const stored = tx.get('session', sessionId)
  const checkout = tx.get('checkout', sessionId)
  if (stored?.status !== 'open' || !checkout) return { outcome: 'not_open' }
  const { payer, instrument, shippingChoice } = submission
  const chosen = { ...checkout, shippingChoice }
  const session = withTotals(stored, chosen)
  tx.put('checkout', sessionId, chosen)
  tx.put('session', sessionId, session)
  if (session.amount_total === 0) {
    completeSession(session, payer, 'no_payment_required', tx)
    return { outcome: 'free' }
  }
  if (!instrument) throw new Error('A payment needs a card or an account')

  const intent = {
    ...paymentIntentOf(session, chosen, payer, tx),
    payment_method: newId('payment_method'),
  }
  const attempted = { ...session, payment_intent: intent.id }
  tx.put('session', sessionId, attempted)
  tx.put('payment_intent', intent.id, intent)
  tx.put('checkout', sessionId, { ...chosen, attempt: { payer, instrument, problem: null } })

  if (instrument.type === 'nz_bank_account') return startDebit(attempted, intent, payer, instrument, tx)
  const { behaviour } = instrument
  if (behaviour.kind === 'declines') {
    failPayment(attempted, intent, payer, instrument, behaviour, tx)
    return { outcome: 'declined', message: behaviour.message }
  }
  if (behaviour.kind === 'needs_authentication') {
    const url = `${tx.place.url}/pay/${sessionId}/authenticate`
    tx.put('payment_intent', intent.id, {
      ...intent,
      status: 'requires_action',
      next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: session.success_url, url } },
    })
    return { outcome: 'needs_authentication' }
  }
  return takePayment(attempted, intent, payer, instrument, tx)
}

/** The answer to the bank's question "is it you?". Only an attempt that waits for it can be answered. */
export function answerAuthentication(sessionId: string, approved: boolean, tx: Tx): PaymentResult {
  const session = tx.get('session', sessionId)
  const attempt = tx.get('checkout', sessionId)?.attempt
  const intent =
    typeof session?.payment_intent === 'string' ? tx.get('payment_intent', session.payment_intent) : undefined
  if (session?.status !== 'open' || !attempt || intent?.status !== 'requires_action')
    return { outcome: 'not_open' }
  const { payer, instrument } = attempt
  if (approved) return takePayment(session, { ...intent, next_action: null }, payer, instrument, tx)
  const message =
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
  failPayment(
    session,
    intent,
    payer,
    instrument,
    { code: 'payment_intent_authentication_failure', declineCode: null, message },
    tx,
  )
  return { outcome: 'declined', message }
}

function takePayment(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  payer: Payer,
  instrument: Instrument,
  tx: Tx,
): PaymentResult {
  const charge = createCharge(intent, payer, instrument, 'succeeded', null, tx)
  receivePayment(intent, charge, tx)
  completeSession(session, payer, 'paid', tx)
  if (instrument.type === 'card' && instrument.behaviour.kind === 'disputed')
    createDispute({ charge, amount: charge.amount, reason: 'fraudulent' }, tx)
  return { outcome: 'paid' }
}

function startDebit(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  payer: Payer,
  instrument: Extract<Instrument, { type: 'nz_bank_account' }>,
  tx: Tx,
): PaymentResult {
  const charge = createCharge(intent, payer, instrument, 'pending', null, tx)
  tx.put('payment_intent', intent.id, {
    ...intent,
    status: 'processing',
    latest_charge: charge.id,
    last_payment_error: null,
  })
  completeSession(session, payer, 'unpaid', tx)
  if (instrument.outcome !== 'waits')
    tx.put('due', session.id, {
      kind: 'settle_payment',
      at: tx.now + SETTLE_AFTER * 1000,
      session: session.id,
      outcome: instrument.outcome,
    })
  return { outcome: 'processing' }
}
