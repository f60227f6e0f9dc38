import { acceptCuts } from '@/lib/cart/accept-cuts'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import { readBody } from '@/lib/read-body'
import { seeOther } from '@/lib/see-other'
import { siteOrigin } from '@/lib/site-origin'
import { cartToken } from '../../cart/cart-cookie'
import { shownCuts } from '../../cart/cart-forms'
import { noticeOf } from '../../cart/cart-notices'
import { cartPath } from '../../cart/cart-path'

/** A hundred cut lines fit well. */
const limit = 64_000

/**
 * From the cart to the payment page. A plain form and not a server action: its answer leads to another site, which a
 * browser follows by itself, while the client's router would first try to fetch it. What the cart page showed cut is
 * what the shopper agreed to.
 */
export async function POST(request: Request): Promise<Response> {
  // The cart's cookie is SameSite=Lax, so that another site's form arrives without a cart; this says so early.
  if (request.headers.get('sec-fetch-site') === 'cross-site') return seeOther('/cart')
  try {
    const form = new URLSearchParams(await readBody(request, limit))
    const token = await cartToken()
    if (!token) throw new DomainError('CART_EMPTY', 'Your cart is empty.')
    const shown = shownCuts.safeParse(form.getAll('shown'))
    if (shown.success) await acceptCuts({ token, shown: shown.data })
    const origin = siteOrigin(env().siteUrl, request.headers.get('host'))
    return seeOther((await startCheckout({ cartToken: token, origin })).url)
  } catch (error) {
    const notice = noticeOf(error)
    if (!notice) logError('checkout.start_failed', error)
    return seeOther(cartPath({ notice: notice ?? 'failed' }))
  }
}

/** Somebody reloads the address, or comes back to it. */
export function GET(): Response {
  return seeOther('/cart')
}
