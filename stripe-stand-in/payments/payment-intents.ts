import type Stripe from 'stripe'
import { mergeMetadata } from '../api/value-rules'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'
import type { CheckoutPrivate, Payer } from '../state/tables'

type PaymentIntent = Stripe.PaymentIntent
type Session = Stripe.Checkout.Session

/**
 * The payment intent of a session, made at the first attempt to pay: until then Stripe keeps the session's
 * `payment_intent` null. A later attempt uses the same one, with the amount of that attempt.
 */
export function paymentIntentOf(
  session: Session,
  checkout: CheckoutPrivate,
  payer: Payer,
  tx: Tx,
): PaymentIntent {
  const existing =
    typeof session.payment_intent === 'string' && tx.get('payment_intent', session.payment_intent)
  const current = {
    amount: session.amount_total ?? 0,
    customer: session.customer,
    shipping: shippingOf(session, payer),
    next_action: null,
  }
  if (existing) return { ...existing, ...current }
  const id = newId('payment_intent')
  const data = checkout.paymentIntentData
  return {
    ...absentFeatures,
    ...current,
    id,
    created: Math.floor(tx.now / 1000),
    currency: session.currency ?? '',
    client_secret: `${id}_secret_${newId('coupon')}`,
    description: data.description ?? null,
    metadata: mergeMetadata({}, data.metadata),
    payment_method_types: session.payment_method_types,
    receipt_email: data.receipt_email ?? null,
    statement_descriptor: data.statement_descriptor ?? null,
    statement_descriptor_suffix: data.statement_descriptor_suffix ?? null,
    capture_method: data.capture_method ?? 'automatic_async',
  }
}

const absentFeatures = {
  object: 'payment_intent',
  allowed_payment_method_types: null,
  amount_capturable: 0,
  amount_received: 0,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: null,
  canceled_at: null,
  cancellation_reason: null,
  confirmation_method: 'automatic',
  customer_account: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  managed_payments: null,
  on_behalf_of: null,
  payment_method: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_record: null,
  processing: null,
  review: null,
  setup_future_usage: null,
  source: null,
  status: 'requires_payment_method',
  transfer_group: null,
} satisfies Partial<PaymentIntent>

function shippingOf(session: Session, payer: Payer): PaymentIntent['shipping'] {
  if (!session.shipping_address_collection || !payer.address) return null
  return {
    address: payer.address,
    carrier: null,
    name: payer.name,
    phone: payer.phone,
    tracking_number: null,
  }
}
