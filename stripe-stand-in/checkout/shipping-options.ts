import type Stripe from 'stripe'
import { mergeMetadata } from '../api/value-rules'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'

type Params = Stripe.Checkout.SessionCreateParams

/** The shipping options of a session from checked parameters, each with a shipping rate made for it alone. */
export function shippingOptionsOf(params: Params, tx: Tx): Stripe.Checkout.Session.ShippingOption[] {
  return (params.shipping_options ?? []).map(({ shipping_rate_data: data }) => {
    const amount = data?.fixed_amount?.amount ?? 0
    const estimate = data?.delivery_estimate
    const rate: Stripe.ShippingRate = {
      id: newId('shipping_rate'),
      object: 'shipping_rate',
      active: false,
      created: Math.floor(tx.now / 1000),
      delivery_estimate: estimate
        ? { minimum: estimate.minimum ?? null, maximum: estimate.maximum ?? null }
        : null,
      display_name: data?.display_name ?? '',
      fixed_amount: { amount, currency: (data?.fixed_amount?.currency ?? '').toLowerCase() },
      livemode: false,
      metadata: mergeMetadata({}, data?.metadata),
      tax_behavior: data?.tax_behavior ?? 'unspecified',
      tax_code: data?.tax_code ?? null,
      type: 'fixed_amount',
    }
    tx.put('shipping_rate', rate.id, rate)
    return { shipping_amount: amount, shipping_rate: rate.id }
  })
}
