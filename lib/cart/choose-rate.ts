import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Says how the cart is sent to its selected address.
 * @param input.addressId the one the buyer was shown the ways for
 * @throws DomainError INVALID_DELIVERY_GROUP where nothing goes there (any more), INVALID_DELIVERY_OPTION for a rate
 * that does not fit, NOT_FOUND where the cart is gone
 */
export async function chooseRate(input: { token: string; addressId: string; rateId: bigint }): Promise<Cart> {
  return transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE cart SET shipping_rate_id = ${input.rateId}, ${changed}
      WHERE token = ${input.token} AND expires_at > now()`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw cartGone()
    const address = cart.addresses.find(({ selected }) => selected)
    if (!cart.shippable || address?.id !== input.addressId)
      throw new DomainError('INVALID_DELIVERY_GROUP', 'Delivery group was not found in cart.')
    if (cart.rate?.id !== String(input.rateId))
      throw new DomainError('INVALID_DELIVERY_OPTION', 'Delivery option was not valid.')
    return cart
  })
}
