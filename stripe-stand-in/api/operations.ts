import type Stripe from 'stripe'
import { createSession } from '../checkout/create-session'
import { expireSession } from '../checkout/expire-session'
import { checkSessionParams, isRedeemable } from '../checkout/session-rules'
import type { ServedOperation } from '../contract/served-operations'
import { checkCouponParams, createCoupon } from '../coupons/create-coupon'
import { changeCustomer, checkCustomerParams, createCustomer } from '../customers/create-customer'
import { checkRefundParams, createRefund } from '../payments/create-refund'
import type { Tx } from '../state/store'
import type { StoredEvent, TableName, Tables } from '../state/tables'
import { createdWithin, equalTo, listOf } from './list'
import { noSuch } from './stripe-error'

/**
 * `check` runs before Stripe would call it "execution": what it refuses is not kept under the idempotency key. What
 * `run` answers or refuses is.
 */
type Operation = {
  check?: (params: never, tx: Tx) => void
  run: (params: never, tx: Tx, id: string) => object
}

/** The contract has checked the parameters of each operation before they get here, so they are of the package's types. */
export const operations: Record<ServedOperation, Operation> = {
  'POST /v1/checkout/sessions': {
    check: (params: Stripe.Checkout.SessionCreateParams, tx) => checkSessionParams(params, tx),
    run: (params: Stripe.Checkout.SessionCreateParams, tx) => createSession(params, tx),
  },
  'GET /v1/checkout/sessions': {
    run: (params: Stripe.Checkout.SessionListParams, tx) => {
      const { created, customer, customer_details: details, payment_intent, status } = params
      const rows = equalTo(createdWithin(tx.list('session'), created), { customer, payment_intent, status })
      const email = details?.email
      const found = email === undefined ? rows : rows.filter((row) => row.customer_details?.email === email)
      return listOf(found, params, '/v1/checkout/sessions')
    },
  },
  'GET /v1/checkout/sessions/{id}': {
    run: (_, tx, id) => existing(tx, 'session', id, 'checkout.session'),
  },
  'POST /v1/checkout/sessions/{id}/expire': {
    run: (_, tx, id) => expireSession(existing(tx, 'session', id, 'checkout.session'), tx),
  },
  'GET /v1/checkout/sessions/{id}/line_items': {
    run: (params: Stripe.Checkout.SessionListLineItemsParams, tx, id) => {
      const { lineItems } = existing(tx, 'checkout', id, 'checkout.session')
      return listOf(lineItems, params, `/v1/checkout/sessions/${id}/line_items`)
    },
  },
  'GET /v1/payment_intents': {
    run: (params: Stripe.PaymentIntentListParams, tx) => {
      const rows = createdWithin(tx.list('payment_intent'), params.created)
      return listOf(equalTo(rows, { customer: params.customer }), params, '/v1/payment_intents')
    },
  },
  'GET /v1/payment_intents/{id}': {
    run: (_, tx, id) => existing(tx, 'payment_intent', id, 'payment_intent'),
  },
  'GET /v1/charges': {
    run: (params: Stripe.ChargeListParams, tx) => {
      const { customer, payment_intent } = params
      const rows = createdWithin(tx.list('charge'), params.created)
      return listOf(equalTo(rows, { customer, payment_intent }), params, '/v1/charges')
    },
  },
  'GET /v1/charges/{id}': { run: (_, tx, id) => existing(tx, 'charge', id, 'charge') },
  'POST /v1/refunds': {
    check: checkRefundParams,
    run: (params: Stripe.RefundCreateParams, tx) => createRefund(params, tx),
  },
  'GET /v1/refunds': {
    run: (params: Stripe.RefundListParams, tx) => {
      const { charge, payment_intent } = params
      const rows = createdWithin(tx.list('refund'), params.created)
      return listOf(equalTo(rows, { charge, payment_intent }), params, '/v1/refunds')
    },
  },
  'GET /v1/refunds/{id}': { run: (_, tx, id) => existing(tx, 'refund', id, 'refund') },
  'POST /v1/coupons': {
    check: checkCouponParams,
    run: (params: Stripe.CouponCreateParams, tx) => createCoupon(params, tx),
  },
  'GET /v1/coupons': {
    run: (params: Stripe.CouponListParams, tx) => {
      const rows = createdWithin(tx.list('coupon'), params.created).map((coupon) => shownCoupon(coupon, tx))
      return listOf(rows, params, '/v1/coupons')
    },
  },
  'GET /v1/coupons/{id}': { run: (_, tx, id) => shownCoupon(existing(tx, 'coupon', id, 'coupon'), tx) },
  'DELETE /v1/coupons/{id}': {
    run: (_, tx, id) => {
      tx.remove('coupon', existing(tx, 'coupon', id, 'coupon').id)
      return { id, object: 'coupon', deleted: true }
    },
  },
  'POST /v1/customers': {
    check: checkCustomerParams,
    run: (params: Stripe.CustomerCreateParams, tx) => createCustomer(params, tx),
  },
  'GET /v1/customers': {
    run: (params: Stripe.CustomerListParams, tx) => {
      const rows = createdWithin(tx.list('customer'), params.created)
      return listOf(equalTo(rows, { email: params.email }), params, '/v1/customers')
    },
  },
  'GET /v1/customers/{id}': { run: (_, tx, id) => existing(tx, 'customer', id, 'customer') },
  'POST /v1/customers/{id}': {
    check: checkCustomerParams,
    run: (params: Stripe.CustomerUpdateParams, tx, id) =>
      changeCustomer(existing(tx, 'customer', id, 'customer'), params, tx),
  },
  'GET /v1/events': {
    run: (params: Stripe.EventListParams, tx) => {
      const types = params.types ?? (params.type === undefined ? undefined : [params.type])
      const rows = createdWithin(tx.list('event'), params.created)
        .filter((event) => !types || types.includes(event.type))
        .map((event) => shownEvent(event, tx))
        .filter((event) => params.delivery_success !== event.pending_webhooks > 0)
      return listOf(rows, params, '/v1/events')
    },
  },
  'GET /v1/events/{id}': { run: (_, tx, id) => shownEvent(existing(tx, 'event', id, 'event'), tx) },
  'GET /v1/disputes': {
    run: (params: Stripe.DisputeListParams, tx) => {
      const { charge, payment_intent } = params
      const rows = createdWithin(tx.list('dispute'), params.created)
      return listOf(equalTo(rows, { charge, payment_intent }), params, '/v1/disputes')
    },
  },
  'GET /v1/disputes/{id}': { run: (_, tx, id) => existing(tx, 'dispute', id, 'dispute') },
  'GET /v1/balance_transactions': {
    run: (params: Stripe.BalanceTransactionListParams, tx) => {
      const { currency, source, type } = params
      const rows = createdWithin(tx.list('balance_transaction'), params.created)
      return listOf(equalTo(rows, { currency, source, type }), params, '/v1/balance_transactions')
    },
  },
  'GET /v1/balance_transactions/{id}': {
    run: (_, tx, id) => existing(tx, 'balance_transaction', id, 'balance transaction'),
  },
}

function existing<T extends TableName>(tx: Tx, table: T, id: string, what: string): Tables[T] {
  const row = tx.get(table, id)
  if (!row) throw noSuch(what, id)
  return row
}

/** A coupon ends by itself when its time or its uses are up. */
function shownCoupon(coupon: Stripe.Coupon, tx: Tx): Stripe.Coupon {
  return { ...coupon, valid: isRedeemable(coupon, tx) }
}

/** An event as the API and the webhook show it: with the number of endpoints (one, or none) still to be told. */
export function shownEvent(event: StoredEvent, tx: Tx) {
  const deliveries = tx.list('delivery').filter((delivery) => delivery.event === event.id)
  const isPending = deliveries.length > 0 && !deliveries.some((delivery) => delivery.state === 'delivered')
  return { ...event, pending_webhooks: isPending ? 1 : 0 }
}
