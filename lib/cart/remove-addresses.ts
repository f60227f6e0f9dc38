import { transaction } from '@/lib/db'
import { loadAddressed } from './load-addressed'
import type { Cart } from './load-cart'
import { changed } from './sql'

/**
 * Takes places away, all of them or none.
 * @throws DomainError INVALID_DELIVERY_ADDRESS_ID (`addresses.<place>`), NOT_FOUND where the cart is gone
 */
export async function removeAddresses(input: { token: string; ids: string[] }): Promise<Cart> {
  return transaction(async (tx) => {
    const found = await tx.$queryRaw<{ id: string }[]>`
      WITH cart AS (UPDATE cart SET ${changed} WHERE token = ${input.token} AND expires_at > now() RETURNING id)
      DELETE FROM cart_address address USING cart
      WHERE address.cart_id = cart.id AND address.id = ANY (${input.ids}::uuid[])
      RETURNING address.id`
    return loadAddressed(tx, input.token, { wanted: input.ids, found })
  })
}
