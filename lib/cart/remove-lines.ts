import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Takes lines out of a cart, all of them or none.
 * @throws DomainError NOT_FOUND where the cart (`cart`) or one of the lines (`lines.<place>`) is gone
 */
export async function removeLines(input: { token: string; lineIds: string[] }): Promise<Cart> {
  return transaction(async (tx) => {
    const removed = await tx.$queryRaw<{ id: string }[]>`
      WITH cart AS (
        UPDATE cart SET ${changed} WHERE token = ${input.token} AND expires_at > now() RETURNING id
      )
      DELETE FROM cart_line line USING cart WHERE line.cart_id = cart.id AND line.id = ANY (${input.lineIds}::uuid[])
      RETURNING line.id`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw cartGone()
    const gone = new Set(removed.map(({ id }) => id))
    const missing = input.lineIds.findIndex((id) => !gone.has(id.toLowerCase()))
    if (missing >= 0)
      throw new DomainError('NOT_FOUND', 'That is no longer in your cart.', `lines.${missing}`)
    return cart
  })
}
