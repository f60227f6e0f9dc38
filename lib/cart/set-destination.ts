import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Says where the cart goes and how; an address elsewhere is selected no more. A rate that does not fit country or cart
 * gives way to the cheapest that does.
 * @param input.countryCode ISO 3166-1 alpha-2
 * @throws DomainError UNSHIPPABLE for a country no zone serves, NOT_FOUND where the cart is gone
 */
export async function setDestination(input: {
  token: string
  countryCode: string
  rateId: bigint | null
}): Promise<Cart> {
  return transaction(async (tx) => {
    const written = await tx.$executeRaw`
      UPDATE cart SET country_code = ${input.countryCode}, ${changed}, address_id = (
        SELECT address.id FROM cart_address address
        WHERE address.id = cart.address_id AND address.country_code = ${input.countryCode}), shipping_rate_id = (
        SELECT rate.id FROM shipping_rate rate JOIN shipping_zone zone ON zone.id = rate.zone_id
        WHERE rate.id = ${input.rateId} AND rate.active AND ${input.countryCode} = ANY (zone.countries))
      WHERE token = ${input.token} AND expires_at > now()
        AND EXISTS (SELECT 1 FROM shipping_zone zone WHERE ${input.countryCode} = ANY (zone.countries))`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw cartGone()
    if (written === 0) throw new DomainError('UNSHIPPABLE', 'We don’t send to that country yet.', 'country')
    return cart
  })
}
