import { cloneCart } from '@/lib/cart/clone-cart'
import { readCart } from '@/lib/cart/read-cart'
import { isToken, publicIdOf } from '@/lib/cart/token'
import { seeOther } from '@/lib/see-other'
import { cartPath } from '../../cart-path'
import { explained, isVisit, noVisit, openCheckout } from '../../open-checkout'

type Props = { params: Promise<{ publicId: string }> }

/**
 * `checkoutUrl` of the Storefront API: opens a cart's checkout in any browser. Without its key it is a copy that knows
 * nothing of the buyer. Clients add parameters of their own, which mean nothing here.
 */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  if (!isVisit(request)) return noVisit()
  const { publicId } = await params
  const key = new URL(request.url).searchParams.get('key') ?? undefined
  try {
    const own = isToken(key) && publicIdOf(key) === publicId ? await readCart(key) : null
    const cart = own ?? (isPublicId(publicId) ? await cloneCart(publicId) : null)
    return cart ? await openCheckout(request, cart.token) : seeOther(cartPath({ notice: 'ended' }))
  } catch (error) {
    return explained(error)
  }
}

const isPublicId = (text: string) => /^[\da-f]{32}$/.test(text)

export { noVisit as HEAD }
