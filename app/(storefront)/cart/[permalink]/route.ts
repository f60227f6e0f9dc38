import { createCart, emptyCart } from '@/lib/cart/create-cart'
import { offeredVariants } from '@/lib/cart/offered-variants'
import { isLineWarning } from '@/lib/cart/warnings'
import { seeOther } from '@/lib/see-other'
import { visitorAddress } from '@/lib/visitor-address'
import { keepCart } from '../cart-cookie'
import { cartPath } from '../cart-path'
import { explained, isVisit, noVisit, openCheckout } from '../open-checkout'
import { readPermalink } from '../permalink'

type Props = { params: Promise<{ permalink: string }> }

/**
 * A link that holds a whole cart: makes it and goes on to pay, or shows it where the link says so or less is there than
 * it says.
 */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  if (!isVisit(request)) return noVisit()
  const link = readPermalink((await params).permalink, new URL(request.url).searchParams)
  if (!link) return seeOther(cartPath({ notice: 'link' }))
  try {
    const offered = await offeredVariants(link.lines.map(({ variantId }) => variantId))
    const lines = link.lines.filter(({ variantId }) => offered.has(variantId))
    if (lines.length === 0) return seeOther(cartPath({ notice: 'missing' }))
    const { note, attributes, addresses, email, discountCodes } = link
    const buyer = { ...emptyCart.buyer, email }
    const cart = await createCart(
      { ...emptyCart, lines, note, attributes, buyer, addresses, discountCodes },
      visitorAddress(request.headers),
    )
    const complete = lines.length === link.lines.length
    if (complete && cart.warnings.length === 0 && !link.cartFirst)
      return await openCheckout(request, cart.token)
    await keepCart(cart.token)
    // Nobody pays for less than the link says, or more, without having seen it.
    const cut = cart.warnings.find(isLineWarning)
    return seeOther(
      cartPath({ ...(!complete && { notice: 'missing' }), cut: cut && `${cut.lineId}:${cut.asked}` }),
    )
  } catch (error) {
    return explained(error)
  }
}

export { noVisit as HEAD }
