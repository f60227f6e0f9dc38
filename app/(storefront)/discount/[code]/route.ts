import { outcomeOf } from '@/lib/cart/cart-discounts'
import { enterDiscountCode } from '@/lib/cart/enter-discount-code'
import { logError } from '@/lib/log'
import { safePath } from '@/lib/safe-path'
import { seeOther } from '@/lib/see-other'
import { visitorAddress } from '@/lib/visitor-address'
import { cartToken, keepCart } from '../../cart/cart-cookie'
import { noticeOf } from '../../cart/cart-notices'
import { cartPath } from '../../cart/cart-path'
import { isVisit, noVisit } from '../../cart/open-checkout'

type Context = { params: Promise<{ code: string }> }

export { noVisit as HEAD }

/** A link that brings a code along (`/discount/SPRING?redirect=/products`): it is on the cart, before anything else is. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  if (!isVisit(request)) return noVisit()
  const { code } = await params
  const next = new URL(request.url).searchParams.get('redirect')
  try {
    const cart = await enterDiscountCode({
      token: await cartToken(),
      code,
      visitor: visitorAddress(request.headers),
    })
    await keepCart(cart.token)
    return seeOther(safePath(next, cartPath({ notice: outcomeOf(cart, code) })))
  } catch (error) {
    const notice = noticeOf(error)
    if (!notice) logError('discount.link_failed', error)
    // What went wrong is said on the cart page, which leads on to where the link was going.
    return seeOther(cartPath({ notice: notice ?? 'failed', next: safePath(next, '') }))
  }
}
