import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Takes gift cards off a cart, all of them or none; nothing happens to the cards.
 * @param input.ids as the cart gives them
 * @throws DomainError NOT_FOUND where the cart (`cart`) is gone, or a card (`giftCards.<place>`) is not on it
 */
export async function removeGiftCards(input: { token: string; ids: readonly string[] }): Promise<Cart> {
  return transaction(async (tx) => {
    const gone = await tx.$queryRaw<{ id: string }[]>`
      WITH cart AS (
        UPDATE cart SET ${changed} WHERE token = ${input.token} AND expires_at > now() RETURNING id
      )
      DELETE FROM cart_gift_card applied USING cart
      WHERE applied.cart_id = cart.id AND applied.id = ANY (${input.ids}::uuid[]) RETURNING applied.id`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw cartGone()
    const missing = input.ids.findIndex((id) => !gone.some((row) => row.id === id.toLowerCase()))
    if (missing >= 0)
      throw new DomainError('NOT_FOUND', 'That gift card is not on this cart.', `giftCards.${missing}`)
    return cart
  })
}
