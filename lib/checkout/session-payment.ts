import { paymentIntentId } from '@/lib/orders/lock-order'
import type { Payment, PostalAddress } from '@/lib/orders/record-payment'
import type { Stripe } from '@/lib/stripe'

/** Translates a paid Checkout Session into the shop's words. */
export function paymentOf(session: Stripe.Checkout.Session, orderId: bigint): Payment {
  const details = session.customer_details
  const shipping = session.collected_information?.shipping_details
  const phone = details?.phone ?? ''
  return {
    stripeId: paymentIntentId(session.payment_intent) ?? `free:${orderId}`,
    amount: session.amount_total ?? 0,
    currency: (session.currency ?? '').toUpperCase(),
    email: details?.email ?? session.customer_email ?? '',
    phone,
    shippingAddress: shipping ? toAddress(shipping.name, shipping.address, phone) : null,
    billingAddress: details?.address ? toAddress(details.name ?? '', details.address, phone) : null,
  }
}

function toAddress(name: string | null, address: Stripe.Address, phone: string): PostalAddress {
  return {
    name: name ?? '',
    line1: address.line1 ?? '',
    line2: address.line2 ?? '',
    city: address.city ?? '',
    region: address.state ?? '',
    postcode: address.postal_code ?? '',
    countryCode: address.country ?? '',
    phone,
  }
}
