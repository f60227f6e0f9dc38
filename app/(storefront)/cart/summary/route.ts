import { toCartView } from '@/lib/cart/cart-view'
import { readCart } from '@/lib/cart/read-cart'
import { logError } from '@/lib/log'
import { cartToken, forgetCart, keepCart } from '../cart-cookie'

const headers = { 'cache-control': 'private, no-store' }

/** The visitor's cart as JSON, for the count in the masthead of static pages; null without one. Prolongs the cookie. */
export async function GET(): Promise<Response> {
  try {
    const token = await cartToken()
    const cart = token ? await readCart(token) : null
    await (cart ? keepCart(cart.token) : forgetCart())
    return Response.json(cart && toCartView(cart), { headers })
  } catch (error) {
    logError('cart.summary_failed', error)
    return Response.json(null, { status: 503, headers: { ...headers, 'retry-after': '5' } })
  }
}
