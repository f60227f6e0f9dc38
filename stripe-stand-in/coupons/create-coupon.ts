import type Stripe from 'stripe'
import { invalidRequest, notServed } from '../api/stripe-error'
import { checkAmount, checkCurrency, checkMetadata, mergeMetadata } from '../api/value-rules'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'

type Params = Stripe.CouponCreateParams

/** @throws StandInError unless the coupon takes either a percentage or an amount off */
export function checkCouponParams(params: Params) {
  if (params.applies_to) throw notServed('applies_to')
  if (params.currency_options) throw notServed('currency_options')
  const { amount_off: amount, percent_off: percent } = params
  if ((amount === undefined) === (percent === undefined))
    throw invalidRequest('Must provide percent_off or amount_off, and not both.', { param: 'percent_off' })
  if (percent !== undefined && (percent <= 0 || percent > 100))
    throw invalidRequest('percent_off must be greater than 0 and at most 100.', { param: 'percent_off' })
  if (amount !== undefined) {
    checkAmount(amount, 'amount_off')
    if (amount === 0) throw invalidRequest('amount_off must be positive.', { param: 'amount_off' })
    if (params.currency === undefined)
      throw invalidRequest('Missing required param: currency.', {
        code: 'parameter_missing',
        param: 'currency',
      })
    checkCurrency(params.currency, 'currency')
  }
  if (params.duration === 'repeating') throw notServed('duration')
  if ((params.name ?? '').length > 40)
    throw invalidRequest('A coupon name may have at most 40 characters.', { param: 'name' })
  checkMetadata(params.metadata ?? undefined, 'metadata')
}

/** Makes a coupon from checked parameters. @throws StandInError when its id is taken */
export function createCoupon(params: Params, tx: Tx): Stripe.Coupon {
  const id = params.id ?? newId('coupon')
  if (tx.get('coupon', id))
    throw invalidRequest('Coupon already exists.', { code: 'resource_already_exists', param: 'id' })
  const coupon: Stripe.Coupon = {
    id,
    object: 'coupon',
    amount_off: params.amount_off ?? null,
    created: Math.floor(tx.now / 1000),
    currency: params.amount_off === undefined ? null : (params.currency ?? '').toLowerCase(),
    duration: params.duration ?? 'once',
    duration_in_months: null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name ?? null,
    percent_off: params.percent_off ?? null,
    redeem_by: params.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  }
  tx.put('coupon', id, coupon)
  return coupon
}
