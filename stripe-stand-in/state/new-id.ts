import { randomBytes } from 'node:crypto'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Prefix and length of ids as Stripe's test mode makes them. */
const SHAPES = {
  session: ['cs_test_a1', 58],
  payment_intent: ['pi_3', 23],
  payment_method: ['pm_1', 23],
  charge: ['ch_3', 23],
  refund: ['re_3', 23],
  line_item: ['li_1', 23],
  price: ['price_1', 23],
  product: ['prod_', 14],
  shipping_rate: ['shr_1', 23],
  customer: ['cus_', 14],
  coupon: ['', 8],
  dispute: ['du_1', 23],
  balance_transaction: ['txn_3', 23],
  event: ['evt_1', 23],
  delivery: ['whd_', 16],
  request: ['req_', 14],
  webhook_secret: ['whsec_', 32],
} as const

export function newId(kind: keyof typeof SHAPES): string {
  const [prefix, length] = SHAPES[kind]
  // 62 letters do not divide 256, so some come up a little more often: of no matter at these lengths.
  return prefix + [...randomBytes(length)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
}
