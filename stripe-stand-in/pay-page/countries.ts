import type Stripe from 'stripe'

const names = new Intl.DisplayNames('en-NZ', { type: 'region' })

/** Where the shop's own set allows any country: those the trial shop is likely to meet. */
const COMMON = ['NZ', 'AU', 'CA', 'FJ', 'GB', 'IE', 'SG', 'US']

/** The countries the shopper may choose from, by name. */
export function countries(session: Stripe.Checkout.Session): { value: string; label: string }[] {
  const allowed: string[] = session.shipping_address_collection?.allowed_countries ?? COMMON
  return allowed
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label))
}
