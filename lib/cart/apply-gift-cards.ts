import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { findGiftCards } from '@/lib/gift-cards/find-gift-cards'
import { cartGone } from './cart-gone'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Puts gift cards on a cart by their codes, all of them or none; a card that is there already stays where it is.
 * `replace` takes those off that are not among them. `visitor` is the network the request came from: guesses are
 * limited. Six statements, BEGIN and COMMIT included.
 * @throws DomainError NOT_FOUND where the cart (`cart`) is gone or a code (`codes.<place>`) can't be used, TOO_OFTEN,
 * TOO_MANY for more than ten
 */
export async function applyGiftCards(input: {
  token: string
  codes: readonly string[]
  replace?: boolean
  visitor?: string | undefined
}): Promise<Cart> {
  const { token, codes, replace = false, visitor } = input
  if (codes.length > limits.giftCards) throw tooMany()
  const cards = await findGiftCards(codes, visitor)
  return transaction(async (tx) => {
    await tx.$executeRaw`
      WITH cart AS (
        UPDATE cart SET ${changed} WHERE token = ${token} AND expires_at > now() RETURNING id
      ), taken_off AS (
        DELETE FROM cart_gift_card applied USING cart
        WHERE ${replace} AND applied.cart_id = cart.id AND NOT applied.gift_card_id = ANY (${cards}::bigint[])
      )
      INSERT INTO cart_gift_card (id, cart_id, gift_card_id, created_at)
      SELECT gen_random_uuid(), cart.id, card.id, now() + card.place * interval '1 millisecond'
      FROM cart, unnest(${cards}::bigint[]) WITH ORDINALITY AS card (id, place)
      ON CONFLICT (cart_id, gift_card_id) DO NOTHING`
    const cart = await loadCart(tx, token)
    if (!cart) throw cartGone()
    if (cart.giftCards.length > limits.giftCards) throw tooMany()
    return cart
  })
}

function tooMany(): DomainError {
  return new DomainError('TOO_MANY', `A cart holds at most ${limits.giftCards} gift cards.`, 'codes')
}
