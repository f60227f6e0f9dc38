import { acceptCuts } from '@/lib/cart/accept-cuts'
import { readCart } from '@/lib/cart/read-cart'
import { setDestination } from '@/lib/cart/set-destination'
import { checkNote, setNote } from '@/lib/cart/set-note'
import { shownSums } from '@/lib/checkout/shown-sums'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import { seeOther } from '@/lib/see-other'
import { siteOrigin } from '@/lib/site-origin'
import { visitorAddress } from '@/lib/visitor-address'
import { cartToken } from '../../cart/cart-cookie'
import { destinationForm, noteForm, shownCuts } from '../../cart/cart-forms'
import { noticeOf } from '../../cart/cart-notices'
import { cartPath } from '../../cart/cart-path'
import { readForm } from '../read-form'

/**
 * From the cart to the payment page. A plain form and not a server action: its answer leads to another site, which a
 * browser follows by itself, while the client's router would first try to fetch it. What the cart page showed cut is
 * what the shopper agreed to; a destination chosen there and not updated is taken over and shown first.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const form = await readForm(request)
    const token = await cartToken()
    if (!token) throw new DomainError('CART_EMPTY', 'Your cart is empty.')
    if (await takeOverDestination(token, form)) return seeOther(cartPath({ notice: 'destination' }))
    const written = noteForm.safeParse(Object.fromEntries(form))
    if (written.success) await takeOverNote(token, written.data.note)
    const shown = shownCuts.safeParse(form.getAll('shown'))
    if (shown.success) await acceptCuts({ token, shown: shown.data })
    const origin = siteOrigin(env().siteUrl, request.headers.get('host'))
    const visitor = visitorAddress(request.headers)
    const sums = shownSums.safeParse(Object.fromEntries(form)).data
    return seeOther((await startCheckout({ cartToken: token, origin, visitor, shown: sums })).url)
  } catch (error) {
    const notice = noticeOf(error)
    if (!notice) logError('checkout.start_failed', error)
    return seeOther(cartPath({ notice: notice ?? 'failed' }))
  }
}

/** @returns whether the form chose another destination than the cart had: its total was not the one to be paid */
async function takeOverDestination(token: string, form: URLSearchParams): Promise<boolean> {
  const chosen = destinationForm.safeParse(Object.fromEntries(form))
  if (!chosen.success) return false
  const cart = await readCart(token)
  const { country, rate } = chosen.data
  const same = !cart || (cart.countryCode === country && (rate === null || String(rate) === cart.rate?.id))
  if (!same) await setDestination({ token, countryCode: country, rateId: rate })
  return !same
}

/** Written and not saved: it is part of the order all the same. */
async function takeOverNote(token: string, note: string): Promise<void> {
  const cart = await readCart(token)
  const lines = (text: string) => text.replaceAll('\r\n', '\n')
  if (cart && lines(cart.note) !== lines(checkNote(note))) await setNote({ token, note })
}

/** Somebody reloads the address, or comes back to it. */
export function GET(): Response {
  return seeOther('/cart')
}
