import type Stripe from 'stripe'
import { TEST_ACCOUNTS } from '../payments/bank-debits'
import type { CheckoutPrivate } from '../state/tables'
import { countries } from './countries'
import { choice, select, textField } from './fields'
import { type Html, html } from './html'
import { layout, price, shopName } from './layout'
import { orderSummary } from './order-summary'
import { type Field, needsAddress, type Problems, type Values } from './pay-form'
import { FILLS, type Fill, isDebit } from './test-details'

type Session = Stripe.Checkout.Session
type View = {
  session: Session
  checkout: CheckoutPrivate
  values: Values
  problems: Problems
  notice: string | null
}

/** The form a shopper pays with. `notice`: why the last attempt failed. */
export function paymentPage(view: View): string {
  const { session, checkout, problems, notice } = view
  const hasProblems = Object.keys(problems).length > 0
  return layout(
    `${hasProblems || notice ? 'Problem: ' : ''}Pay ${shopName(session)}`,
    html`
<h1>Pay ${shopName(session)}</h1>
${session.cancel_url && html`<p><a href="${session.cancel_url}">← Back to the shop</a></p>`}
${notice && html`<div class="notice" role="alert"><p><strong>The payment did not go through.</strong> ${notice}</p></div>`}
${hasProblems && problemSummary(problems)}
<div class="columns">
${orderSummary(session, checkout)}
<div>
${testDetailsForm(session)}
${payForm(view)}
</div>
</div>`,
  )
}

function problemSummary(problems: Problems): Html {
  const entries = Object.entries(problems) as [Field, string][]
  return html`
<div class="notice" role="alert">
<p><strong>Please check ${entries.length === 1 ? 'one field' : `${entries.length} fields`}.</strong></p>
<ul>${entries.map(([field, text]) => html`<li><a href="#${field}">${text}</a></li>`)}</ul>
</div>`
}

/** One button fills everything in; the choice beside it is for seeing what a failing payment does. */
function testDetailsForm(session: Session): Html {
  const fills = (Object.keys(FILLS) as Fill[]).filter((fill) =>
    session.payment_method_types.includes(isDebit(fill) ? 'nz_bank_account' : 'card'),
  )
  return html`
<form class="fill" method="get" aria-label="Test details">
<label for="fill">Test with</label>
<select id="fill" name="fill">
${fills.map((fill) => html`<option value="${fill}">${FILLS[fill].label} (${FILLS[fill].shows})</option>`)}
</select>
<button class="quiet" type="submit">Fill in test details</button>
</form>`
}

function payForm({ session, values, problems }: View): Html {
  const field = (
    name: Field,
    label: string,
    options: {
      type?: string
      autocomplete?: string
      hint?: string
      optional?: boolean
      readonly?: boolean
      inputmode?: string
    } = {},
  ) => textField({ name, label, value: values[name] ?? '', problem: problems[name], ...options })
  const isFree = session.amount_total === 0
  return html`
<form method="post" novalidate>
<fieldset><legend>Contact</legend>
${field('email', 'E-mail', { type: 'email', autocomplete: 'email', readonly: session.customer_email !== null })}
${session.phone_number_collection?.enabled && field('phone', 'Phone', { type: 'tel', autocomplete: 'tel' })}
</fieldset>
<fieldset><legend>${session.shipping_address_collection ? 'Delivery address' : 'Your details'}</legend>
${session.custom_text.shipping_address && html`<p>${session.custom_text.shipping_address.message}</p>`}
${field('name', 'Full name', { autocomplete: 'name' })}
${
  needsAddress(session) && [
    select({
      name: 'country',
      label: 'Country',
      value: values.country ?? '',
      problem: problems.country,
      options: countries(session),
    }),
    field('line1', 'Street and number', { autocomplete: 'address-line1' }),
    field('line2', 'Flat, unit or suburb', { autocomplete: 'address-line2', optional: true }),
    field('city', 'Town or city', { autocomplete: 'address-level2' }),
    field('state', 'State or region', {
      autocomplete: 'address-level1',
      hint: 'Needed where addresses have one, as in Australia.',
    }),
    field('postal_code', 'Postcode', { autocomplete: 'postal-code' }),
  ]
}
</fieldset>
${deliveryOptions(session, values, problems)}
${!isFree && paymentMethod(session, values, problems, field)}
${session.custom_text.submit && html`<p>${session.custom_text.submit.message}</p>`}
<button class="pay" type="submit">${payLabel(session)}</button>
${session.custom_text.after_submit && html`<p>${session.custom_text.after_submit.message}</p>`}
</form>`
}

function deliveryOptions(session: Session, values: Values, problems: Problems): Html | false {
  if (session.shipping_options.length === 0) return false
  const currency = session.currency ?? ''
  const beforeDelivery = (session.amount_total ?? 0) - (session.total_details?.amount_shipping ?? 0)
  return choice({
    name: 'shipping_option',
    legend: 'Delivery',
    value: values.shipping_option || '0',
    problem: problems.shipping_option,
    options: session.shipping_options.map((option, index) => {
      const name = typeof option.shipping_rate === 'string' ? 'Delivery' : option.shipping_rate.display_name
      const cost = option.shipping_amount === 0 ? 'free' : price(option.shipping_amount, currency)
      return {
        value: String(index),
        label: `${name}, ${cost}`,
        hint: `Total ${price(beforeDelivery + option.shipping_amount, currency)}`,
      }
    }),
  })
}

function paymentMethod(
  session: Session,
  values: Values,
  problems: Problems,
  field: (name: Field, label: string, options?: { hint?: string; inputmode?: string }) => Html,
): Html {
  const types = session.payment_method_types
  const names: Record<string, string> = { card: 'Card', nz_bank_account: 'Bank debit (settles later)' }
  return html`
${choice({
  name: 'method',
  legend: 'Payment',
  value: values.method || types[0] || 'card',
  problem: problems.method,
  options: types.map((type) => ({ value: type, label: names[type] ?? type, hint: null })),
})}
${
  types.includes('card') &&
  html`
<fieldset class="card"><legend>Test card</legend>
${field('card_number', 'Card number', { inputmode: 'numeric' })}
<div class="pair">
${field('card_expiry', 'Expiry date', { hint: 'Month and year, like 12/34', inputmode: 'text' })}
${field('card_cvc', 'Security code', { hint: 'Any three digits', inputmode: 'numeric' })}
</div>
</fieldset>`
}
${
  types.includes('nz_bank_account') &&
  html`
<fieldset class="debit"><legend>Test bank account</legend>
${field('account', 'Account number', {
  hint: `${TEST_ACCOUNTS.succeeds} pays after half a minute, ${TEST_ACCOUNTS.fails} is returned, ${TEST_ACCOUNTS.waits} waits.`,
  inputmode: 'text',
})}
</fieldset>`
}`
}

const VERBS: Record<string, string> = { book: 'Book', donate: 'Donate', subscribe: 'Subscribe' }

function payLabel(session: Session): string {
  if (session.amount_total === 0) return 'Place the order'
  const verb = VERBS[session.submit_type ?? ''] ?? 'Pay'
  if (session.shipping_options.length > 1) return `${verb} the total`
  return `${verb} ${price(session.amount_total ?? 0, session.currency ?? '')}`
}
