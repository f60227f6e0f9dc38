import type { CardBehaviour, Instrument } from '../state/tables'

/** The test cards of https://docs.stripe.com/testing that the stand-in knows, without spaces. */
export const TEST_CARDS: Record<string, CardBehaviour> = {
  '4242424242424242': { kind: 'succeeds' },
  '4000056655665556': { kind: 'succeeds' },
  '5555555555554444': { kind: 'succeeds' },
  '378282246310005': { kind: 'succeeds' },
  '4000002500003155': { kind: 'needs_authentication' },
  '4000000000003220': { kind: 'needs_authentication' },
  '4000000000000259': { kind: 'disputed' },
  '4000000000007726': { kind: 'refund_pending' },
  '4000000000005126': { kind: 'refund_fails' },
  '4000000000000002': declines('card_declined', 'generic_decline', 'Your card was declined.'),
  '4000000000009995': declines('card_declined', 'insufficient_funds', 'Your card has insufficient funds.'),
  '4000000000009987': declines('card_declined', 'lost_card', 'Your card was declined.'),
  '4000000000000069': declines('expired_card', null, 'Your card has expired.'),
  '4000000000000127': declines('incorrect_cvc', null, "Your card's security code is incorrect."),
  '4000000000000119': declines(
    'processing_error',
    null,
    'An error occurred while processing your card. Try again in a little bit.',
  ),
}

/** What Stripe's test mode says to a card that could be a real one. */
const NOT_A_TEST_CARD = declines(
  'card_declined',
  'test_mode_live_card',
  'This is not a test card. No money moves here: please use one of the test cards.',
)

function declines(code: string, declineCode: string | null, message: string): CardBehaviour {
  return { kind: 'declines', code, declineCode, message }
}

type CardInput = { number: string; expMonth: number; expYear: number }
export type CardInstrument = Extract<Instrument, { type: 'card' }>

/** What is kept of a card. The number itself is not, even of a test card: someone may type a real one. */
export function readCard({ number, expMonth, expYear }: CardInput): CardInstrument {
  const digits = number.replace(/\D/g, '')
  return {
    type: 'card',
    brand: brandOf(digits),
    last4: digits.slice(-4),
    expMonth,
    expYear,
    behaviour: TEST_CARDS[digits] ?? NOT_A_TEST_CARD,
  }
}

function brandOf(digits: string): string {
  if (digits.startsWith('4')) return 'visa'
  if (/^(5[1-5]|2[2-7])/.test(digits)) return 'mastercard'
  return /^3[47]/.test(digits) ? 'amex' : 'unknown'
}

/** The check digit of card numbers (Luhn, ISO/IEC 7812-1). */
export function isCardNumber(number: string): boolean {
  const digits = number.replace(/[\s-]/g, '')
  if (!/^\d{13,19}$/.test(digits)) return false
  const total = [...digits].reverse().reduce((sum, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return sum + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return total % 10 === 0
}
