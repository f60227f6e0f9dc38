import { transaction } from '@/lib/db'
import { storable } from '@/lib/storable'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/** Takes a code off a cart, whatever its case. @throws DomainError NOT_FOUND where the cart is gone */
export async function removeDiscountCode(input: { token: string; code: string }): Promise<Cart> {
  const code = storable(input.code).trim()
  return transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE cart SET ${changed}, discount_codes = ARRAY(
        SELECT kept FROM unnest(cart.discount_codes) WITH ORDINALITY AS given (kept, place)
        WHERE lower(kept) <> lower(${code}) ORDER BY place)
      WHERE token = ${input.token} AND expires_at > now()`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw cartGone()
    return cart
  })
}
