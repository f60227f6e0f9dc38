import type { Attributes } from '@/lib/attributes'
import { transaction } from '@/lib/db'
import { checkAttributes } from './attributes'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Replaces what the shopper said about the whole cart.
 * @throws DomainError INVALID when it is too much, NOT_FOUND where the cart is gone
 */
export async function setAttributes(input: { token: string; attributes: Attributes }): Promise<Cart> {
  const attributes = checkAttributes(input.attributes)
  return transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE cart SET attributes = ${JSON.stringify(attributes)}::jsonb,
        attribute_keys = ${Object.keys(attributes)}::text[], ${changed}
      WHERE token = ${input.token} AND expires_at > now()`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw cartGone()
    return cart
  })
}
