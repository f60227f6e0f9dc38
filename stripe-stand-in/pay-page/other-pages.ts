import type Stripe from 'stripe'
import { html } from './html'
import { layout, price, shopName, successUrl } from './layout'

type Session = Stripe.Checkout.Session

/** The bank's "is it you?". */
export function authenticationPage(session: Session): string {
  return layout(
    'Is it you?',
    html`
<h1>Is it you?</h1>
<p>This page stands in for your bank’s. Do you approve a payment of
<strong>${price(session.amount_total ?? 0, session.currency ?? '')}</strong> to ${shopName(session)}?</p>
<form method="post" class="answers">
<button class="pay" type="submit" name="answer" value="approve">Approve the payment</button>
<button class="quiet" type="submit" name="answer" value="fail">Fail the check</button>
</form>`,
  )
}

export function completePage(session: Session): string {
  return layout(
    'Already paid',
    html`
<h1>This order is already paid for</h1>
<p>${session.payment_status === 'unpaid' ? 'The bank debit is on its way.' : 'There is nothing left to pay here.'}</p>
<p><a class="button" href="${successUrl(session)}">Continue to your order</a></p>`,
  )
}

export function expiredPage(session: Session): string {
  return layout(
    'Page expired',
    html`
<h1>This payment page has expired</h1>
<p>Nothing was paid. Go back to the shop to start again.</p>
${session.cancel_url && html`<p><a class="button" href="${session.cancel_url}">Back to the shop</a></p>`}`,
  )
}

export function unknownPage(): string {
  return layout(
    'Not found',
    html`
<h1>There is no such payment page</h1>
<p>Check the address, or go back to the shop and start again.</p>`,
  )
}
