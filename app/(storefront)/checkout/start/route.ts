import { acceptCuts } from '@/lib/cart/accept-cuts'
import { isToBeSeen, keepTyped } from '@/lib/cart/keep-typed'
import { shownCart } from '@/lib/checkout/shown-cart'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import { seeOther } from '@/lib/see-other'
import { siteOrigin } from '@/lib/site-origin'
import { visitorAddress } from '@/lib/visitor-address'
import { cartToken } from '../../cart/cart-cookie'
import { shownCuts } from '../../cart/cart-forms'
import { noticeOf } from '../../cart/cart-notices'
import { cartPath } from '../../cart/cart-path'
import { keptNews } from '../../cart/kept-news'
import { readTyped } from '../../cart/read-typed'
import { readForm } from '../read-form'

/**
 * From the cart to the payment page. Not a server action: its answer leads to another site, which a browser follows by
 * itself, while the client's router would first try to fetch it. What the cart page showed cut is
 * what the shopper agreed to; what was typed there and not sent is taken over, and shown first where it may change the
 * sum.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const form = await readForm(request)
    const token = await cartToken()
    if (!token) throw new DomainError('CART_EMPTY', 'Your cart is empty.')
    const visitor = visitorAddress(request.headers)
    const kept = await keepTyped({ token, visitor, ...readTyped(form) })
    if (isToBeSeen(kept)) return seeOther(cartPath(keptNews(kept)))
    const cuts = shownCuts.safeParse(form.getAll('shown'))
    if (cuts.success) await acceptCuts({ token, shown: cuts.data })
    const origin = siteOrigin(env().siteUrl, request.headers.get('host'))
    const shown = shownCart.safeParse(Object.fromEntries(form)).data
    return seeOther((await startCheckout({ cartToken: token, origin, visitor, shown })).url)
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
