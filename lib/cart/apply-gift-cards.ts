import { transaction } from '@/lib/db'
import { findGiftCards } from '@/lib/gift-cards/find-gift-cards'
import { insertGiftCards, refuseManyCards } from './cart-gift-cards'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Puts gift cards on a cart by their codes, all of them or none; a card that is there already stays where it is.
 * `replace` takes those off that are not among them. `visitor` is the network the request came from: guesses are
 * limited. Six statements, BEGIN and COMMIT included.
 * @throws DomainError NOT_FOUND where the cart (`cart`) is gone or a code (`giftCardCodes.<place>`) can't be used, TOO_OFTEN,
 * TOO_MANY for more than ten
 */
export async function applyGiftCards(input: {
  token: string
  codes: readonly string[]
  replace?: boolean
  visitor?: string | undefined
}): Promise<Cart> {
  const { token, codes, replace = false, visitor } = input
  refuseManyCards(codes.length)
  const cards = await findGiftCards(codes, visitor)
  return transaction(async (tx) => {
    await tx.$executeRaw`
      WITH cart AS (
        UPDATE cart SET ${changed} WHERE token = ${token} AND expires_at > now() RETURNING id
      ), taken_off AS (
        DELETE FROM cart_gift_card applied USING cart
        WHERE ${replace} AND applied.cart_id = cart.id AND NOT applied.gift_card_id = ANY (${cards}::bigint[])
      )
      ${insertGiftCards(cards)}`
    const cart = await loadCart(tx, token)
    if (!cart) throw cartGone()
    refuseManyCards(cart.giftCards.length)
    return cart
  })
}
