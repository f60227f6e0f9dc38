import type { Cart } from '@/lib/cart/load-cart'
import { add } from '@/lib/money'
import { cutTo } from '@/lib/storable'
import type { Stripe } from '@/lib/stripe'
import { chargeOf } from './charge'
import { couponName, deliveryName } from './stripe-words'

/** Stripe's floor is 30 minutes; five more for a slow line and clocks that differ. */
export const sessionMinutes = 35

type Frozen = {
  cart: Cart
  orderId: bigint
  orderToken: string
  key: string
  origin: string
  expiresAt: Date
}

/**
 * The exact parameters of a Checkout Session, stored before the call so that a replay is identical
 * (https://docs.stripe.com/api/checkout/sessions/create, API 2026-10-28.endive). Amounts come from the frozen cart,
 * ids only travel in metadata, the destination is fixed because the hosted page can't reprice after the address.
 */
export function sessionParams(frozen: Frozen): Stripe.Checkout.SessionCreateParams {
  const { cart, orderId, orderToken, key, origin, expiresAt } = frozen
  const currency = cart.currency.toLowerCase()
  const { rate, totals } = cart
  const { off, delivery } = chargeOf(totals)
  const metadata = { order: String(orderId), attempt: key }
  return {
    mode: 'payment',
    client_reference_id: String(orderId),
    line_items: lineItems(cart),
    ...(cart.buyer.email && { customer_email: cart.buyer.email }),
    ...(off.minor > 0 && { discounts: [{ coupon: key }] }),
    ...(rate &&
      delivery && {
        shipping_options: [
          {
            shipping_rate_data: {
              type: 'fixed_amount' as const,
              display_name: deliveryName(rate.title, delivery.price, delivery.charged),
              fixed_amount: { amount: delivery.charged.minor, currency },
              ...(rate.maxDays > 0 && {
                delivery_estimate: {
                  minimum: { unit: 'business_day' as const, value: Math.max(1, rate.minDays) },
                  maximum: { unit: 'business_day' as const, value: rate.maxDays },
                },
              }),
            },
          },
        ],
        shipping_address_collection: {
          allowed_countries: [
            cart.countryCode as Stripe.Checkout.SessionCreateParams.ShippingAddressCollection.AllowedCountry,
          ],
        },
      }),
    phone_number_collection: { enabled: cart.shippable },
    adaptive_pricing: { enabled: false },
    success_url: `${origin}/checkout/return?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${origin}/checkout/cancel?order=${orderToken}`,
    expires_at: Math.floor(expiresAt.getTime() / 1000),
    metadata,
    payment_intent_data: { metadata },
  }
}

/** Stripe takes a hundred in payment mode (https://docs.stripe.com/api/checkout/sessions/create#line_items). */
const mostItems = 100

/** Of a longer cart the last lines come together in one item, at their sum; cart and order name them all. */
function lineItems(cart: Cart): Stripe.Checkout.SessionCreateParams.LineItem[] {
  const currency = cart.currency.toLowerCase()
  const named = cart.lines.length <= mostItems ? cart.lines : cart.lines.slice(0, mostItems - 1)
  const [first, ...others] = cart.lines.slice(named.length).map(({ subtotal }) => subtotal)
  return [
    ...named.map((line) => ({
      quantity: line.quantity,
      price_data: {
        currency,
        unit_amount: line.unitPrice.minor,
        product_data: {
          name: cutTo(line.title, 250),
          ...(hasName(line.variantTitle) && { description: cutTo(line.variantTitle, 250) }),
        },
      },
    })),
    ...(first
      ? [
          {
            quantity: 1,
            price_data: {
              currency,
              unit_amount: add(first, ...others).minor,
              product_data: { name: `${others.length + 1} more lines of your cart` },
            },
          },
        ]
      : []),
  ]
}

/**
 * The coupon that the session names, made first (https://docs.stripe.com/api/coupons/create). Its id is the attempt's
 * key, so that making it again can only find it made.
 * @returns null where nothing is off the goods
 */
export function couponParams({ cart, key }: Pick<Frozen, 'cart' | 'key'>): Stripe.CouponCreateParams | null {
  const { off } = chargeOf(cart.totals)
  if (off.minor === 0) return null
  return {
    id: key,
    amount_off: off.minor,
    currency: cart.currency.toLowerCase(),
    duration: 'once',
    max_redemptions: 1,
    name: couponName(cart),
  }
}

function hasName(variantTitle: string): boolean {
  return variantTitle !== '' && variantTitle !== 'Default Title'
}
