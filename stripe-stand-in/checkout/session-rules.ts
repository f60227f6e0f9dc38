import type Stripe from 'stripe'
import { invalidRequest, noSuch, notServed } from '../api/stripe-error'
import { checkAddressText, checkMetadata, checkUrl } from '../api/value-rules'
import type { Tx } from '../state/store'
import { checkLineItems } from './line-item-rules'
import { checkShippingOptions } from './shipping-rules'

type Params = Stripe.Checkout.SessionCreateParams

/** Parameters that do what they do at Stripe. Every other one is refused rather than ignored. */
const SERVED = new Set<string>([
  'adaptive_pricing',
  'after_expiration',
  'allow_promotion_codes',
  'allowed_payment_method_types',
  'automatic_tax',
  'billing_address_collection',
  'branding_settings',
  'cancel_url',
  'client_reference_id',
  'currency',
  'custom_text',
  'customer',
  'customer_creation',
  'customer_email',
  'discounts',
  'excluded_payment_method_types',
  'expand',
  'expires_at',
  'integration_identifier',
  'invoice_creation',
  'line_items',
  'locale',
  'metadata',
  'mode',
  'origin_context',
  'payment_intent_data',
  'phone_number_collection',
  'shipping_address_collection',
  'shipping_options',
  'submit_type',
  'success_url',
  'tax_id_collection',
  'ui_mode',
  'wallet_options',
] satisfies (keyof Params)[])

const SERVED_PAYMENT_INTENT_DATA = new Set<string>([
  'capture_method',
  'description',
  'metadata',
  'receipt_email',
  'statement_descriptor',
  'statement_descriptor_suffix',
] satisfies (keyof Stripe.Checkout.SessionCreateParams.PaymentIntentData)[])

const MINUTES_30 = 30 * 60
const HOURS_24 = 24 * 60 * 60

/**
 * What Stripe checks beyond the shape of the parameters, before it makes a session.
 * https://docs.stripe.com/api/checkout/sessions/create
 * @throws StandInError
 */
export function checkSessionParams(params: Params, tx: Tx) {
  for (const param of Object.keys(params)) if (!SERVED.has(param)) throw notServed(param)
  if (!params.mode)
    throw invalidRequest('Missing required param: mode.', { code: 'parameter_missing', param: 'mode' })
  if (params.mode !== 'payment') throw notServed('mode')
  if (params.ui_mode && params.ui_mode !== 'hosted_page') throw notServed('ui_mode')
  for (const feature of ['automatic_tax', 'invoice_creation', 'tax_id_collection'] as const)
    if (params[feature]?.enabled) throw notServed(`${feature}[enabled]`)
  if (params.custom_text?.terms_of_service_acceptance)
    throw notServed('custom_text[terms_of_service_acceptance]')
  if (params.after_expiration?.recovery?.enabled) throw notServed('after_expiration[recovery][enabled]')

  if (params.success_url === undefined)
    throw invalidRequest('Missing required param: success_url.', {
      code: 'parameter_missing',
      param: 'success_url',
    })
  checkUrl(params.success_url, 'success_url')
  if (params.cancel_url !== undefined) checkUrl(params.cancel_url, 'cancel_url')
  if ((params.client_reference_id ?? '').length > 200)
    throw invalidRequest('client_reference_id may have at most 200 characters.', {
      param: 'client_reference_id',
    })
  checkMetadata(params.metadata, 'metadata')
  checkPaymentIntentData(params.payment_intent_data)
  checkExpiry(params.expires_at, tx)
  checkCustomer(params, tx)

  const currency = checkLineItems(params)
  checkShippingOptions(params.shipping_options, currency)
  checkDiscounts(params, currency, tx)
  if (params.allow_promotion_codes) throw notServed('allow_promotion_codes')
}

function checkExpiry(expiresAt: number | undefined, tx: Tx) {
  if (expiresAt === undefined) return
  const lifetime = expiresAt - Math.floor(tx.now / 1000)
  const limit =
    lifetime < MINUTES_30 ? 'at least 30 minutes' : lifetime > HOURS_24 ? 'less than 24 hours' : null
  if (limit === null) return
  const text = `The \`expires_at\` timestamp must be ${limit} from Checkout Session creation.`
  throw invalidRequest(text, { param: 'expires_at' })
}

function checkCustomer(params: Params, tx: Tx) {
  const { customer, customer_email: email } = params
  if (customer !== undefined && email !== undefined)
    throw invalidRequest('You may only specify one of these parameters: customer, customer_email.', {
      param: 'customer_email',
    })
  if (email !== undefined) checkAddressText(email, 'customer_email')
  if (customer !== undefined && !tx.get('customer', customer)) throw noSuch('customer', customer, 'customer')
}

function checkPaymentIntentData(data: Params['payment_intent_data']) {
  if (!data) return
  for (const param of Object.keys(data))
    if (!SERVED_PAYMENT_INTENT_DATA.has(param)) throw notServed(`payment_intent_data[${param}]`)
  if (data.capture_method === 'manual') throw notServed('payment_intent_data[capture_method]')
  if (data.receipt_email !== undefined)
    checkAddressText(data.receipt_email, 'payment_intent_data[receipt_email]')
  checkMetadata(data.metadata, 'payment_intent_data[metadata]')
}

function checkDiscounts(params: Params, currency: string, tx: Tx) {
  const { discounts } = params
  if (!discounts) return
  if (params.allow_promotion_codes !== undefined)
    throw invalidRequest('You may only specify one of these parameters: allow_promotion_codes, discounts.')
  if (discounts.length > 1)
    throw invalidRequest('You may only pass in one discount to a Checkout Session.', { param: 'discounts' })
  for (const [index, discount] of discounts.entries()) {
    if (discount.promotion_code !== undefined) throw notServed(`discounts[${index}][promotion_code]`)
    const param = `discounts[${index}][coupon]`
    if (discount.coupon === undefined)
      throw invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
    const coupon = tx.get('coupon', discount.coupon)
    if (!coupon) throw noSuch('coupon', discount.coupon, param)
    if (!isRedeemable(coupon, tx))
      throw invalidRequest(`Coupon expired: ${coupon.id}`, { code: 'coupon_expired', param })
    if (coupon.currency !== null && coupon.currency !== currency)
      throw invalidRequest(
        `The coupon ${coupon.id} is in ${coupon.currency}, but the session is in ${currency}.`,
        {
          param,
        },
      )
  }
}

export function isRedeemable(coupon: Stripe.Coupon, tx: Tx): boolean {
  const isOver = coupon.redeem_by !== null && coupon.redeem_by * 1000 <= tx.now
  const isUsedUp = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions
  return !isOver && !isUsedUp
}
