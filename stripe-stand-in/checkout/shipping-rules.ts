import type Stripe from 'stripe'
import { invalidRequest, noSuch } from '../api/stripe-error'
import { checkAmount, checkCurrency, checkMetadata } from '../api/value-rules'

type ShippingOption = Stripe.Checkout.SessionCreateParams.ShippingOption

const MOST_OPTIONS = 5

/** @throws StandInError when there are more than five options, or one is not a flat amount in `currency` */
export function checkShippingOptions(options: ShippingOption[] | undefined, currency: string) {
  if ((options ?? []).length > MOST_OPTIONS)
    throw invalidRequest(`You may only pass in up to ${MOST_OPTIONS} shipping options.`, {
      param: 'shipping_options',
    })
  for (const [index, option] of (options ?? []).entries()) {
    const at = `shipping_options[${index}]`
    if (option.shipping_rate !== undefined)
      throw noSuch('shipping rate', option.shipping_rate, `${at}[shipping_rate]`)
    const amount = option.shipping_rate_data?.fixed_amount
    const param = `${at}[shipping_rate_data][fixed_amount]`
    if (!amount)
      throw invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
    checkAmount(amount.amount, `${param}[amount]`)
    if (checkCurrency(amount.currency, `${param}[currency]`) !== currency)
      throw invalidRequest('Shipping options must have the same currency as the line items.', {
        param: `${param}[currency]`,
      })
    checkMetadata(option.shipping_rate_data?.metadata, `${at}[shipping_rate_data][metadata]`)
  }
}
