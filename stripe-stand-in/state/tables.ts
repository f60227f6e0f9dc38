import type Stripe from 'stripe'
import type { ErrorBody } from '../api/stripe-error'
import type { RequestFault, WebhookFault } from '../control/faults'

/** What the stand-in remembers: Stripe's own objects as they go over the wire, and what it needs beside them. */
export type Tables = {
  session: Stripe.Checkout.Session
  checkout: CheckoutPrivate
  payment_intent: Stripe.PaymentIntent
  charge: Stripe.Charge
  refund: Stripe.Refund
  coupon: Stripe.Coupon
  customer: Stripe.Customer
  product: Stripe.Product
  shipping_rate: Stripe.ShippingRate
  dispute: Stripe.Dispute
  balance_transaction: Stripe.BalanceTransaction
  event: StoredEvent
  delivery: Delivery
  due: Due
  idempotency: StoredAnswer
  setting: Settings
}

export type TableName = keyof Tables

/** What Checkout knows about a session and does not show in the API. Key: session id. */
export type CheckoutPrivate = {
  lineItems: Stripe.LineItem[]
  paymentIntentData: Stripe.Checkout.SessionCreateParams.PaymentIntentData
  /** Index into the session's shipping options. */
  shippingChoice: number
  /** An attempt that waits for the bank's "is it you?", or the last one that failed. */
  attempt: Attempt | null
  /** What the control API made the session claim instead of the truth. */
  tampered: { amount_total?: number; currency?: string }
}

export type Payer = {
  email: string
  name: string
  phone: string | null
  address: Stripe.Address | null
}

/** A payment instrument after validation: never the whole number. */
export type Instrument =
  | {
      type: 'card'
      brand: string
      last4: string
      expMonth: number
      expYear: number
      behaviour: CardBehaviour
    }
  | { type: 'nz_bank_account'; last4: string; outcome: SettleOutcome | 'waits' }

export type CardBehaviour =
  | { kind: 'succeeds' | 'needs_authentication' | 'disputed' | 'refund_pending' | 'refund_fails' }
  | { kind: 'declines'; code: string; declineCode: string | null; message: string }

export type SettleOutcome = 'succeeds' | 'fails'

export type Attempt = { payer: Payer; instrument: Instrument; problem: string | null }

export type StoredEvent = {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: { object: string }; previous_attributes?: Record<string, unknown> }
  livemode: false
  request: { id: string | null; idempotency_key: string | null }
  type: string
}

/** One sending of an event, with its tries. Key: its own id. Times are milliseconds on the stand-in's clock. */
export type Delivery = {
  id: string
  event: string
  type: string
  state: 'waiting' | 'held' | 'delivered' | 'given_up' | 'lost'
  nextTry: number
  /** Another delivery whose first try has to be over before this one is sent: that is how order is forced. */
  after: string | null
  tries: { at: number; status: number | null; error: string | null }[]
}

/** Something that happens by itself when the clock gets there. `at`: milliseconds on the stand-in's clock. */
export type Due =
  | { kind: 'expire_session'; at: number; session: string }
  | { kind: 'settle_payment'; at: number; session: string; outcome: SettleOutcome }
  | { kind: 'settle_refund'; at: number; refund: string; outcome: SettleOutcome }

/** An answer kept under its idempotency key. `at`: milliseconds on the stand-in's clock. */
export type StoredAnswer = {
  fingerprint: string
  endpoint: string
  requestId: string
  status: number
  body: unknown | ErrorBody
  at: number
}

/** One row, called "all". */
export type Settings = {
  /** Milliseconds the stand-in's clock is ahead of the computer's. */
  clockOffset: number
  /** The secret it was started with, and those it signs with until a time on its clock (null: for good). */
  configuredSecret: string
  secrets: { secret: string; until: number | null }[]
  requestFaults: RequestFault[]
  webhookFaults: WebhookFault[]
  holdingWebhooks: boolean
}
