import type Stripe from 'stripe'
import { TEST_ACCOUNTS } from '../payments/bank-debits'
import type { Values } from './pay-form'

type Session = Stripe.Checkout.Session

/** What "fill in test details" can fill in, in the order the page offers it. */
export const FILLS = {
  card: { label: 'A card that works', shows: '4242 4242 4242 4242' },
  declined: { label: 'A declined card', shows: '4000 0000 0000 0002' },
  funds: { label: 'A card without enough money', shows: '4000 0000 0000 9995' },
  authenticate: { label: 'A card whose bank asks “is it you?”', shows: '4000 0025 0000 3155' },
  debit: { label: 'A bank debit that settles after half a minute', shows: TEST_ACCOUNTS.succeeds },
  returned: { label: 'A bank debit that is returned after half a minute', shows: TEST_ACCOUNTS.fails },
} as const

export type Fill = keyof typeof FILLS

export function isFill(text: string | null): text is Fill {
  return text !== null && Object.hasOwn(FILLS, text)
}

export function isDebit(fill: Fill): boolean {
  return fill === 'debit' || fill === 'returned'
}

const NZ = { line1: '12 Example Street', city: 'Tauranga', state: '', postal_code: '3110' }
const AU = { line1: '34 Example Road', city: 'Brisbane', state: 'QLD', postal_code: '4000' }
const ELSEWHERE = { line1: '56 Example Avenue', city: 'Exampleton', state: 'CA', postal_code: '90210' }

/** Details that pass every check of the page for this session. */
export function testDetails(session: Session, fill: Fill): Values {
  const allowed: string[] | undefined = session.shipping_address_collection?.allowed_countries
  const country = !allowed || allowed.includes('NZ') ? 'NZ' : (allowed[0] ?? 'NZ')
  const address = country === 'NZ' ? NZ : country === 'AU' ? AU : ELSEWHERE
  return {
    email: session.customer_email ?? session.customer_details?.email ?? 'aroha.test@example.com',
    name: 'Aroha Test',
    phone: '+64 21 000 0000',
    country,
    ...address,
    shipping_option: '0',
    method: isDebit(fill) ? 'nz_bank_account' : 'card',
    ...(isDebit(fill)
      ? { account: FILLS[fill].shows }
      : { card_number: FILLS[fill].shows, card_expiry: '12/34', card_cvc: '123' }),
  }
}
