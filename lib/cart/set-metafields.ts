import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { cartGone } from './cart-gone'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { type CartMetafield, checkMetafields } from './metafields'
import { changed, insertMetafields } from './sql'

/**
 * Keeps metafields with a cart; one of the same namespace and key is replaced.
 * @throws DomainError INVALID_METAFIELDS for too many, NOT_FOUND where the cart is gone
 */
export async function setMetafields(input: {
  token: string
  metafields: Omit<CartMetafield, 'id'>[]
}): Promise<Cart> {
  const metafields = checkMetafields(input.metafields)
  return transaction(async (tx) => {
    await tx.$executeRaw`
      WITH cart AS (UPDATE cart SET ${changed} WHERE token = ${input.token} AND expires_at > now() RETURNING id)
      ${insertMetafields(metafields)}`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw cartGone()
    if (cart.metafields.length > limits.metafields)
      throw new DomainError('INVALID_METAFIELDS', 'The metafields were not valid.', 'metafields')
    return cart
  })
}
