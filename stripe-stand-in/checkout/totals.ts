import type Stripe from 'stripe'
import type { CheckoutPrivate } from '../state/tables'

type Session = Stripe.Checkout.Session

/**
 * The discount of a coupon, divided over lines in proportion to their subtotals; the cents left over go to the lines
 * with the largest fractions, so the parts sum to the whole. Amounts in minor units.
 */
export function discountOfLines(subtotals: number[], coupon: Stripe.Coupon | null): number[] {
  const subtotal = sum(subtotals)
  if (!coupon || subtotal === 0) return subtotals.map(() => 0)
  const whole =
    coupon.percent_off !== null
      ? Math.round((subtotal * coupon.percent_off) / 100)
      : Math.min(coupon.amount_off ?? 0, subtotal)
  const parts = subtotals.map((amount) => Math.floor((amount * whole) / subtotal))
  const byFraction = subtotals
    .map((amount, index) => ({ index, fraction: (amount * whole) % subtotal }))
    .sort((a, b) => b.fraction - a.fraction || a.index - b.index)
  for (const { index } of byFraction.slice(0, whole - sum(parts))) parts[index] = (parts[index] ?? 0) + 1
  return parts
}

/** The session with its totals worked out for the chosen shipping option. Prices contain their tax. */
export function withTotals(session: Session, checkout: CheckoutPrivate): Session {
  const subtotal = sum(checkout.lineItems.map((line) => line.amount_subtotal))
  const discount = sum(checkout.lineItems.map((line) => line.amount_discount))
  const option = session.shipping_options[checkout.shippingChoice]
  const shipping = option?.shipping_amount ?? 0
  return {
    ...session,
    amount_subtotal: subtotal,
    amount_total: subtotal - discount + shipping,
    total_details: { amount_discount: discount, amount_shipping: shipping, amount_tax: 0 },
    shipping_cost: option
      ? {
          amount_subtotal: shipping,
          amount_tax: 0,
          amount_total: shipping,
          shipping_rate: option.shipping_rate,
        }
      : null,
    ...checkout.tampered,
  }
}

export function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
