/**
 * The operations the stand-in serves, as `METHOD /path`. The contract is cut down to them, and a request for anything
 * else is answered with Stripe's "unrecognised URL" error.
 */
export const SERVED_OPERATIONS = [
  'POST /v1/checkout/sessions',
  'GET /v1/checkout/sessions',
  'GET /v1/checkout/sessions/{id}',
  'POST /v1/checkout/sessions/{id}/expire',
  'GET /v1/checkout/sessions/{id}/line_items',
  'GET /v1/payment_intents',
  'GET /v1/payment_intents/{id}',
  'GET /v1/charges',
  'GET /v1/charges/{id}',
  'POST /v1/refunds',
  'GET /v1/refunds',
  'GET /v1/refunds/{id}',
  'POST /v1/coupons',
  'GET /v1/coupons',
  'GET /v1/coupons/{id}',
  'DELETE /v1/coupons/{id}',
  'POST /v1/customers',
  'GET /v1/customers',
  'GET /v1/customers/{id}',
  'POST /v1/customers/{id}',
  'GET /v1/events',
  'GET /v1/events/{id}',
  'GET /v1/disputes',
  'GET /v1/disputes/{id}',
  'GET /v1/balance_transactions',
  'GET /v1/balance_transactions/{id}',
] as const

export type ServedOperation = (typeof SERVED_OPERATIONS)[number]

/**
 * API objects whose shape is kept in the contract, as `file.Interface` of the `stripe` package's resources. Every other
 * API object an answer may carry (accounts, subscriptions, …) becomes "some object": the stand-in never makes one.
 */
export const SERVED_OBJECTS = new Set([
  'Checkout/Sessions.Session',
  'PaymentIntents.PaymentIntent',
  'Charges.Charge',
  'Refunds.Refund',
  'LineItems.LineItem',
  'Prices.Price',
  'Products.Product',
  'Customers.Customer',
  'Coupons.Coupon',
  'Coupons.DeletedCoupon',
  'Disputes.Dispute',
  'BalanceTransactions.BalanceTransaction',
  'Events.EventBase',
  'ShippingRates.ShippingRate',
  'Discounts.Discount',
])
