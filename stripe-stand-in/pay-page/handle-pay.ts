import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type Stripe from 'stripe'
import { expanded } from '../api/expand'
import { answerAuthentication, submitPayment } from '../payments/submit-payment'
import type { Stand } from '../stand'
import type { CheckoutPrivate } from '../state/tables'
import { successUrl } from './layout'
import { authenticationPage, completePage, expiredPage, unknownPage } from './other-pages'
import { type Problems, readSubmission, readValues, type Values } from './pay-form'
import { paymentPage } from './payment-page'
import { isFill, testDetails } from './test-details'

type Session = Stripe.Checkout.Session
type Found = { session: Session; checkout: CheckoutPrivate }

const css = readFileSync(new URL('./pay.css', import.meta.url))

/** Answers requests to `/pay/…`: the hosted payment page. */
export async function handlePay(
  stand: Stand,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
) {
  const url = new URL(request.url ?? '/', stand.place.url)
  if (url.pathname === '/pay/pay.css') {
    response.writeHead(200, {
      ...SAFE,
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'max-age=300',
    })
    response.end(css)
    return
  }
  const [, , id = '', step] = url.pathname.split('/')
  const found = find(id)
  if (!found || (step !== undefined && step !== 'authenticate')) return show(404, unknownPage(), null)
  const { session } = found
  const isPost = request.method === 'POST'

  if (session.status === 'complete' && isPost) return go(successUrl(session))
  if (session.status === 'complete') return show(200, completePage(session), session)
  if (session.status !== 'open') return show(410, expiredPage(session), session)
  if (step === 'authenticate') return isPost ? answer(session) : showAuthentication(found)
  return isPost ? pay(found) : showForm(found, url.searchParams.get('fill'))

  function find(sessionId: string): Found | undefined {
    return stand.store.commit((tx) => {
      const stored = tx.get('session', sessionId)
      const checkout = tx.get('checkout', sessionId)
      if (!stored || !checkout) return undefined
      const paths = [
        ...(stored.shipping_options.length > 0 ? ['shipping_options.shipping_rate'] : []),
        ...(stored.discounts?.[0]?.coupon ? ['discounts.coupon'] : []),
      ]
      return { session: expanded(stored, paths, tx) as Session, checkout }
    })
  }

  function showForm({ session, checkout }: Found, fill: string | null) {
    const { attempt } = checkout
    const values = isFill(fill) ? testDetails(session, fill) : firstValues(session, checkout)
    const notice = fill === null ? (attempt?.problem ?? null) : null
    return show(200, paymentPage({ session, checkout, values, problems: {}, notice }), session)
  }

  async function pay({ session, checkout }: Found) {
    const values = readValues(session, body)
    const read = readSubmission(session, values, stand.store.now())
    if ('problems' in read) return showAgain(session, checkout, values, read.problems, null)
    const result = stand.store.commit((tx) => submitPayment(session.id, read.submission, tx))
    await stand.store.durable()
    if (result.outcome === 'needs_authentication') return go(`/pay/${session.id}/authenticate`)
    if (result.outcome !== 'declined') return go(successUrl(session))
    const after = find(session.id)
    return showAgain(after?.session ?? session, checkout, values, {}, result.message)
  }

  function showAgain(
    session: Session,
    checkout: CheckoutPrivate,
    values: Values,
    problems: Problems,
    notice: string | null,
  ) {
    // What belongs to the card alone is typed anew: it does not go back over the wire.
    const kept = { ...values, card_number: '', card_cvc: '' }
    return show(422, paymentPage({ session, checkout, values: kept, problems, notice }), session)
  }

  function showAuthentication({ session }: Found) {
    const isWaiting = stand.store.commit((tx) => {
      const intent =
        typeof session.payment_intent === 'string' && tx.get('payment_intent', session.payment_intent)
      return intent && intent.status === 'requires_action'
    })
    return isWaiting ? show(200, authenticationPage(session), session) : go(`/pay/${session.id}`)
  }

  async function answer(session: Session) {
    const approved = new URLSearchParams(body).get('answer') === 'approve'
    const result = stand.store.commit((tx) => answerAuthentication(session.id, approved, tx))
    await stand.store.durable()
    return go(result.outcome === 'paid' ? successUrl(session) : `/pay/${session.id}`)
  }

  function go(location: string) {
    response.writeHead(303, { ...SAFE, Location: location, 'Cache-Control': 'no-store' })
    response.end()
  }

  function show(status: number, page: string, session: Session | null) {
    response.writeHead(status, {
      ...SAFE,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policyFor(session),
    })
    response.end(request.method === 'HEAD' ? undefined : page)
  }
}

function firstValues(session: Session, { attempt, shippingChoice }: CheckoutPrivate): Values {
  const allowed: string[] = session.shipping_address_collection?.allowed_countries ?? []
  const address = attempt?.payer.address
  return {
    email: attempt?.payer.email ?? session.customer_details?.email ?? '',
    name: attempt?.payer.name ?? '',
    phone: attempt?.payer.phone ?? '',
    country: address?.country ?? (allowed.length === 1 ? (allowed[0] ?? '') : ''),
    line1: address?.line1 ?? '',
    line2: address?.line2 ?? '',
    city: address?.city ?? '',
    state: address?.state ?? '',
    postal_code: address?.postal_code ?? '',
    shipping_option: String(shippingChoice),
    method: attempt?.instrument.type ?? '',
  }
}

const SAFE = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
}

/** Browsers hold the redirect after a form to `form-action` too, so the shop's own address has to be in it. */
function policyFor(session: Session | null): string {
  const shop = session?.success_url ? ` ${new URL(session.success_url).origin}` : ''
  return `default-src 'none'; style-src 'self'; img-src data:; form-action 'self'${shop}; base-uri 'none'; frame-ancestors 'none'`
}
