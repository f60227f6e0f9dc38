import type { Cart } from '@/lib/cart/load-cart'
import type { ClosedCart } from '@/lib/cart/read-cart'
import { toMailingAddress } from './cart-address'

/** Who buys, as far as they said. There are no accounts and no companies. */
export function toBuyerIdentity(cart: Cart | ClosedCart) {
  const { countryCode, email, phone, preferences } = cart.buyer
  return {
    countryCode,
    email,
    phone,
    customer: null,
    preferences,
    deliveryAddressPreferences: cart.addresses.map((address) => toMailingAddress(address, cart)),
  }
}
