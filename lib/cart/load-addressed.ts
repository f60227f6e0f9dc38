import type { Tx } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { checkAddresses } from './addresses'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'

/**
 * The cart after its addresses changed, where all that were named are found and no more are there than may be.
 * @throws DomainError INVALID_DELIVERY_ADDRESS_ID (`addresses.<place>`), TOO_MANY_DELIVERY_ADDRESSES, NOT_FOUND
 */
export async function loadAddressed(
  tx: Tx,
  token: string,
  { wanted, found }: { wanted: string[]; found: { id: string }[] } = { wanted: [], found: [] },
): Promise<Cart> {
  const cart = await loadCart(tx, token)
  if (!cart) throw cartGone()
  const known = new Set(found.map(({ id }) => id))
  const missing = wanted.findIndex((id) => !known.has(id.toLowerCase()))
  if (missing >= 0)
    throw new DomainError(
      'INVALID_DELIVERY_ADDRESS_ID',
      'The delivery address was not found.',
      `addresses.${missing}`,
    )
  checkAddresses(cart.addresses)
  return cart
}
