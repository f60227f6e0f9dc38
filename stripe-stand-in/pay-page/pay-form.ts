import type Stripe from 'stripe'
import { isEmail } from '../api/value-rules'
import { isTestAccount, readAccount } from '../payments/bank-debits'
import type { Submission } from '../payments/submit-payment'
import { isCardNumber, readCard } from '../payments/test-cards'

type Session = Stripe.Checkout.Session

/** The fields of the payment page, as typed. */
export const FIELDS = [
  'email',
  'phone',
  'name',
  'country',
  'line1',
  'line2',
  'city',
  'state',
  'postal_code',
  'shipping_option',
  'method',
  'card_number',
  'card_expiry',
  'card_cvc',
  'account',
] as const

export type Field = (typeof FIELDS)[number]
export type Values = Partial<Record<Field, string>>
export type Problems = Partial<Record<Field, string>>

const LONGEST = 200
/** Countries whose addresses are incomplete without a state or province. */
const NEEDS_STATE = new Set(['AU', 'US', 'CA', 'BR', 'MX', 'IN', 'MY'])
const NO_POSTCODE = new Set(['HK', 'IE', 'FJ', 'AE', 'QA', 'JM'])

export function needsAddress(session: Session): boolean {
  return session.shipping_address_collection !== null || session.billing_address_collection === 'required'
}

/** What was typed. An e-mail address the shop gave can't be changed. */
export function readValues(session: Session, body: string): Values {
  const form = new URLSearchParams(body)
  const typed = FIELDS.map((field) => [field, (form.get(field) ?? '').trim()])
  return {
    ...Object.fromEntries(typed),
    ...(session.customer_email !== null && { email: session.customer_email }),
  }
}

/** What was typed, as a submission; or, per field, a sentence that says what to change. `now`: milliseconds. */
export function readSubmission(
  session: Session,
  values: Values,
  now: number,
): { submission: Submission } | { problems: Problems } {
  const problems: Problems = {
    ...contactProblems(session, values),
    ...(needsAddress(session) && addressProblems(session, values)),
    ...(session.amount_total !== 0 && methodProblems(session, values, now)),
  }
  for (const field of FIELDS)
    if ((values[field] ?? '').length > LONGEST) problems[field] = `Shorten this to ${LONGEST} characters.`
  const choice = Number(values.shipping_option || 0)
  const options = session.shipping_options.length
  if (options > 0 && !(Number.isInteger(choice) && choice >= 0 && choice < options))
    problems.shipping_option = 'Choose one of the delivery options.'
  if (Object.keys(problems).length > 0) return { problems }
  return {
    submission: {
      payer: {
        email: values.email ?? '',
        name: values.name ?? '',
        phone: values.phone || null,
        address: needsAddress(session) ? addressOf(values) : null,
      },
      instrument: session.amount_total === 0 ? null : instrumentOf(values),
      shippingChoice: choice,
    },
  }
}

function contactProblems(session: Session, values: Values): Problems {
  const problems: Problems = {}
  if (!isEmail(values.email ?? '')) problems.email = 'Enter an e-mail address, like name@example.com.'
  if (!values.name) problems.name = 'Enter your full name.'
  const digits = (values.phone ?? '').replace(/\D/g, '').length
  if (session.phone_number_collection?.enabled && (digits < 6 || digits > 15))
    problems.phone = 'Enter a phone number, like +64 21 123 4567.'
  return problems
}

function addressProblems(session: Session, values: Values): Problems {
  const problems: Problems = {}
  const country = values.country ?? ''
  const allowed: string[] | undefined = session.shipping_address_collection?.allowed_countries
  if (!/^[A-Z]{2}$/.test(country) || (allowed && !allowed.includes(country)))
    problems.country = 'Choose a country from the list.'
  if (!values.line1) problems.line1 = 'Enter the street and number.'
  if (!values.city) problems.city = 'Enter the town or city.'
  if (NEEDS_STATE.has(country) && !values.state) problems.state = 'Enter the state or province.'
  if (!NO_POSTCODE.has(country) && !values.postal_code) problems.postal_code = 'Enter the postcode.'
  if (country === 'NZ' && values.postal_code && !/^\d{4}$/.test(values.postal_code))
    problems.postal_code = 'New Zealand postcodes have four digits.'
  return problems
}

function methodProblems(session: Session, values: Values, now: number): Problems {
  const problems: Problems = {}
  const method = values.method ?? ''
  if (!session.payment_method_types.includes(method)) return { method: 'Choose how to pay.' }
  if (method === 'nz_bank_account') {
    if (!isTestAccount(values.account ?? '')) problems.account = 'Enter one of the test accounts below.'
    return problems
  }
  if (!isCardNumber(values.card_number ?? ''))
    problems.card_number = 'Check the card number, like 4242 4242 4242 4242.'
  const expiry = readExpiry(values.card_expiry ?? '')
  if (!expiry) problems.card_expiry = 'Enter the expiry date as month and year, like 12/34.'
  else if (Date.UTC(expiry.year, expiry.month, 1) <= now) problems.card_expiry = 'This card has expired.'
  if (!/^\d{3,4}$/.test(values.card_cvc ?? ''))
    problems.card_cvc = 'Enter the three or four digits of the security code.'
  return problems
}

/** `12/34`, `1234` or `12 / 2034`. The month counts from 1. */
function readExpiry(text: string): { month: number; year: number } | null {
  const match = /^(0?[1-9]|1[0-2])\s*[/-]?\s*(?:20)?(\d{2})$/.exec(text)
  return match ? { month: Number(match[1]), year: 2000 + Number(match[2]) } : null
}

function addressOf(values: Values): Stripe.Address {
  return {
    city: values.city || null,
    country: values.country || null,
    line1: values.line1 || null,
    line2: values.line2 || null,
    postal_code: values.postal_code || null,
    state: values.state || null,
  }
}

function instrumentOf(values: Values) {
  if (values.method === 'nz_bank_account') return readAccount(values.account ?? '')
  const expiry = readExpiry(values.card_expiry ?? '')
  return readCard({
    number: values.card_number ?? '',
    expMonth: expiry?.month ?? 0,
    expYear: expiry?.year ?? 0,
  })
}
