import type Stripe from 'stripe'
import type { CheckoutPrivate } from '../state/tables'
import { type Html, html } from './html'
import { price } from './layout'

/** What is bought and what it costs. With several delivery options the total names the one it is for. */
export function orderSummary(session: Stripe.Checkout.Session, checkout: CheckoutPrivate): Html {
  const currency = session.currency ?? ''
  const discount = session.total_details?.amount_discount ?? 0
  const withDelivery = session.shipping_options.length > 0
  const rate = session.shipping_options[checkout.shippingChoice]?.shipping_rate
  const rateName = typeof rate === 'object' ? rate.display_name : null
  const name = session.shipping_options.length > 1 ? rateName : null
  const coupon = session.discounts?.[0]?.coupon
  const couponName = typeof coupon === 'object' ? coupon?.name : null
  const line = (label: string, minor: number) =>
    html`<div><dt>${label}</dt><dd>${price(minor, currency)}</dd></div>`
  return html`
<section class="summary" aria-labelledby="summary-title">
<h2 id="summary-title">Your order</h2>
<ul>
${checkout.lineItems.map(
  (
    item,
  ) => html`<li><span>${item.description}${(item.quantity ?? 1) > 1 && html` <span class="soft">× ${item.quantity}</span>`}</span>
<span class="amount">${price(item.amount_subtotal, currency)}</span></li>`,
)}
</ul>
<dl>
${(discount > 0 || withDelivery) && line('Subtotal', session.amount_subtotal ?? 0)}
${discount > 0 && line(couponName ?? 'Discount', -discount)}
${withDelivery && line(rateName && !name ? `Delivery, ${rateName}` : 'Delivery', session.total_details?.amount_shipping ?? 0)}
<div class="total"><dt>Total${name && ` with ${name}`}</dt><dd>${price(session.amount_total ?? 0, currency)}</dd></div>
</dl>
</section>`
}
