import { setDestination } from '@/lib/cart/set-destination'
import { isDomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import { seeOther } from '@/lib/see-other'
import { cartToken } from '../../cart/cart-cookie'
import { destinationForm } from '../../cart/cart-forms'
import { noticeOf } from '../../cart/cart-notices'
import { cartPath } from '../../cart/cart-path'
import { readForm } from '../read-form'

/** "Update": where the cart goes and how, so that the total can be seen before checking out. */
export async function POST(request: Request): Promise<Response> {
  try {
    const form = await readForm(request)
    const token = await cartToken()
    const chosen = destinationForm.safeParse(Object.fromEntries(form))
    if (!chosen.success) return seeOther(cartPath({ notice: 'form' }))
    if (!token) return seeOther('/cart')
    await setDestination({ token, countryCode: chosen.data.country, rateId: chosen.data.rate })
    return seeOther('/cart')
  } catch (error) {
    if (!isDomainError(error)) logError('cart.destination_failed', error)
    return seeOther(cartPath({ notice: noticeOf(error) ?? 'failed' }))
  }
}

export function GET(): Response {
  return seeOther('/cart')
}
