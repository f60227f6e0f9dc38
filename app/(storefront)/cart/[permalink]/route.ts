import { createCart, emptyCart, type NewCart } from '@/lib/cart/create-cart'
import type { Cart } from '@/lib/cart/load-cart'
import { offeredVariants } from '@/lib/cart/offered-variants'
import { isLineWarning } from '@/lib/cart/warnings'
import { isDomainError } from '@/lib/errors'
import { seeOther } from '@/lib/see-other'
import { visitorAddress } from '@/lib/visitor-address'
import { keepCart } from '../cart-cookie'
import { type CartNews, cartPath } from '../cart-path'
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
  if (!link || link.lines.length === 0) return seeOther(cartPath({ notice: 'link' }))
  try {
    const offered = await offeredVariants(link.lines.map(({ variantId }) => variantId))
    const lines = link.lines.filter(({ variantId }) => offered.has(variantId))
    if (lines.length === 0) return seeOther(cartPath({ notice: 'missing' }))
    const { note, attributes, addresses, email, discountCodes } = link
    const buyer = { ...emptyCart.buyer, email }
    const { cart, notice } = await cartOf(
      { ...emptyCart, lines, note, attributes, buyer, addresses, discountCodes },
      visitorAddress(request.headers),
    )
    const complete = lines.length === link.lines.length
    if (complete && !notice && cart.warnings.length === 0 && !link.cartFirst)
      return await openCheckout(request, cart.token)
    await keepCart(cart.token)
    // Nobody pays for less than the link says, or more, without having seen it.
    const cut = cart.warnings.find(isLineWarning)
    return seeOther(
      cartPath({
        ...(cart.warnings.some((warning) => !isLineWarning(warning)) && { notice: 'waits' }),
        ...(!complete && { notice: 'missing' }),
        ...notice,
        cut: cut && `${cut.lineId}:${cut.asked}`,
      }),
    )
  } catch (error) {
    return explained(error)
  }
}

/** After too many guesses from one connection the link's codes are left out, and said so; its goods are no guess. */
async function cartOf(wanted: NewCart, visitor: string): Promise<{ cart: Cart; notice?: CartNews }> {
  try {
    return { cart: await createCart(wanted, visitor) }
  } catch (error) {
    if (!(isDomainError(error) && error.code === 'TOO_OFTEN' && error.field === 'code')) throw error
    return { cart: await createCart({ ...wanted, discountCodes: [] }, visitor), notice: { notice: 'tries' } }
  }
}

export { noVisit as HEAD }
