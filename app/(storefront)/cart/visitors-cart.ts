import { cache } from 'react'
import { type CartView, toCartView } from '@/lib/cart/cart-view'
import { readCart } from '@/lib/cart/read-cart'
import { orUnavailable } from '@/lib/or-unavailable'
import { cartToken } from './cart-cookie'

/**
 * Read once a request, whoever of the page's parts asks. A cart that can't be read is not an empty one: the shopper is
 * told to come back.
 */
export const visitorsCart = cache(async (): Promise<CartView | null> => {
  const token = await cartToken()
  const cart = token ? await orUnavailable('cart.read_failed', () => readCart(token)) : null
  return cart && toCartView(cart)
})
