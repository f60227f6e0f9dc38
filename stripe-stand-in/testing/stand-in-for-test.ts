import Stripe from 'stripe'
import { afterEach, expect } from 'vitest'
import { matchOperation } from '../api/match-operation'
import { answerErrors } from '../contract/wire-contract'
import { type StandInOptions, startStandIn } from '../start-stand-in'

export const KEY = 'sk_test_stand_in'
export const SECRET = 'whsec_for_tests'

const closers: (() => Promise<void>)[] = []
let breaches: string[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  const found = breaches
  breaches = []
  expect(found, 'answers that break the contract').toEqual([])
})

/** Closed after the test, in reverse order. */
export function closeAfterTest(close: () => Promise<void>) {
  closers.push(close)
}

/** A stand-in on a free port, closed after the test, and the real client for it. */
export async function standInForTest(options: StandInOptions = {}) {
  const standIn = await startStandIn({ webhookSecret: SECRET, ...options })
  closeAfterTest(standIn.close)
  return { ...standIn, stripe: stripeFor(standIn.url) }
}

/** The unmodified client, pointed at `url`. Every answer it gets in a test is held to the contract. */
export function stripeFor(url: string, config: Stripe.StripeConfig = {}): Stripe {
  const { hostname, port } = new URL(url)
  const stripe = new Stripe(KEY, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    emitEventBodies: true,
    ...config,
  })
  stripe.on('response', ({ method, path, status, body }: Stripe.ResponseEvent & { body?: unknown }) => {
    if (status !== 200) return
    const operation = matchOperation(method, path.split('?')[0] ?? '').name
    // What is in the event is what the client made of the answer; as JSON it is the answer again.
    const answer = JSON.parse(JSON.stringify(body))
    breaches.push(...answerErrors(operation, answer).map((error) => `${operation}: ${error}`))
  })
  return stripe
}

type Params = Stripe.Checkout.SessionCreateParams

/** Parameters of a session as a shop sends them: two jars at $25.00, shipped within NZ and AU. */
export function sessionParams(change: Partial<Params> = {}): Params {
  return {
    mode: 'payment',
    success_url: 'http://localhost:3000/checkout/return?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://localhost:3000/cart',
    line_items: [line('Gut powder', 2500, 2)],
    shipping_address_collection: { allowed_countries: ['NZ', 'AU'] },
    ...change,
  }
}

export function line(name: string, unitAmount: number, quantity: number, currency = 'nzd') {
  return { quantity, price_data: { currency, unit_amount: unitAmount, product_data: { name } } }
}

/** The refusal of a call that must fail. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const outcome = await call.then(
    () => 'no error',
    (error: unknown) => error,
  )
  if (outcome instanceof Stripe.errors.StripeError) return outcome
  throw new Error(`Expected a refusal of the client, got ${outcome}`)
}
