import { transaction } from '@/lib/db'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Forgets the buyer: who they are, where they live, what they wrote, what they pay with.
 * @throws DomainError NOT_FOUND where the cart is gone
 */
export async function removePersonalData(token: string): Promise<Cart> {
  return transaction(async (tx) => {
    await tx.$executeRaw`
      WITH cart AS (
        UPDATE cart SET email = NULL, phone = NULL, buyer_country = NULL, preferences = NULL, note = '',
          country_code = (SELECT country FROM shop), ${changed}
        WHERE token = ${token} AND expires_at > now() RETURNING id
      ), gift_card_off AS (
        DELETE FROM cart_gift_card applied USING cart WHERE applied.cart_id = cart.id
      )
      DELETE FROM cart_address address USING cart WHERE address.cart_id = cart.id`
    const cart = await loadCart(tx, token)
    if (!cart) throw cartGone()
    return cart
  })
}
