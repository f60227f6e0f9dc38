import { startCheckout } from '@/lib/checkout/start-checkout'
import { env } from '@/lib/env'
import { logError } from '@/lib/log'
import { seeOther } from '@/lib/see-other'
import { siteOrigin } from '@/lib/site-origin'
import { visitorAddress } from '@/lib/visitor-address'
import { keepCart } from './cart-cookie'
import { noticeOf } from './cart-notices'
import { cartPath } from './cart-path'

/**
 * Whether somebody is going to this address, and not a browser ahead of them, a picture or a script: following a link
 * to a checkout makes a cart, an order and a payment page. Programs that say nothing of it are taken at their word.
 */
export function isVisit(request: Request): boolean {
  const { headers } = request
  const says = (name: string, expected: string) => (headers.get(name) ?? expected) === expected
  const early = [headers.get('sec-purpose'), headers.get('purpose'), headers.get('x-moz')].join(' ')
  return (
    !/prefetch|prerender/i.test(early) &&
    says('sec-fetch-mode', 'navigate') &&
    says('sec-fetch-dest', 'document')
  )
}

/** For requests that are no visit: nothing was done, and nothing of it may be kept for the visit to come. */
export function noVisit(): Response {
  return new Response(null, { status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '1' } })
}

/** The browser keeps this cart and goes on to pay for it; back from there, or where it can't be paid, to the cart. */
export async function openCheckout(request: Request, cartToken: string): Promise<Response> {
  await keepCart(cartToken)
  try {
    const origin = siteOrigin(env().siteUrl, request.headers.get('host'))
    const visitor = visitorAddress(request.headers)
    return seeOther((await startCheckout({ cartToken, origin, visitor })).url)
  } catch (error) {
    return explained(error)
  }
}

/** The cart page says what went wrong. */
export function explained(error: unknown): Response {
  const notice = noticeOf(error)
  if (!notice) logError('cart.link_failed', error)
  return seeOther(cartPath({ notice: notice ?? 'failed' }))
}
