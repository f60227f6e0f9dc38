import { cardRefusal, typedCards } from '@/lib/gift-cards/typed-cards'
import { insertGiftCards, refuseManyCards } from './cart-gift-cards'
import { cartGone } from './cart-gone'
import { keepTries } from './keep-tries'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Puts gift cards on a cart by their codes, all of them or none; a card that is there already stays where it is.
 * `replace` takes those off that are not among them. `visitor` is the network the request came from: guesses are
 * limited. Four statements, BEGIN and COMMIT included, however many codes.
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
  return keepTries(async (tx) => {
    const [refused] = await tx.$queryRaw<{ field: string | null }[]>`
      WITH ${typedCards(codes, visitor)}, cart AS (
        UPDATE cart SET ${changed}
        WHERE token = ${token} AND expires_at > now() AND (SELECT field FROM cards_refused) IS NULL
        RETURNING id
      ), taken_off AS (
        DELETE FROM cart_gift_card applied USING cart
        WHERE ${replace} AND applied.cart_id = cart.id
          AND NOT EXISTS (SELECT 1 FROM typed_card WHERE typed_card.id = applied.gift_card_id)
      ), put_on AS (${insertGiftCards})
      SELECT field FROM cards_refused`
    if (refused?.field) return cardRefusal(refused.field)
    const cart = await loadCart(tx, token)
    if (!cart) return cartGone()
    refuseManyCards(cart.giftCards.length)
    return cart
  })
}
