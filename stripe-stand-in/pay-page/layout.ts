import type Stripe from 'stripe'
import { type Html, html } from './html'

/** The frame of every page: what it is, and that no money moves. */
export function layout(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en-NZ">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – Test payments</title>
<link rel="stylesheet" href="/pay/pay.css">
<link rel="icon" href="data:,">
</head>
<body>
<header class="banner"><p><strong>Test payments</strong> – no money moves. Never enter a real card.</p></header>
<main>
${content}
</main>
</body>
</html>
`.text
}

/** An amount in minor units as people read it. */
export function price(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en-NZ', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(minor / 10 ** digits)
}

export function shopName(session: Stripe.Checkout.Session): string {
  return session.branding_settings?.display_name ?? 'the shop'
}

/**
 * Where the shopper goes after paying, fit for a Location header.
 * https://docs.stripe.com/payments/checkout/custom-success-page
 */
export function successUrl(session: Stripe.Checkout.Session): string {
  return new URL((session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id)).href
}
