import type { CartAddress } from '@/lib/cart/addresses'
import type { Cart } from '@/lib/cart/load-cart'
import type { ClosedCart } from '@/lib/cart/read-cart'
import type { Rate } from '@/lib/shipping/quote'
import { toMailingAddress, toSelectableAddress } from './cart-address'
import { gidInCart } from './cart-id'
import { listConnection, type PageArguments } from './connection'
import { toMoneyV2 } from './money'

type AnyCart = Cart | ClosedCart

/** A group's id ends with the address it goes to: another address has other options. */
const groupIdOf = (address: CartAddress) => address.id.replaceAll('-', '')

/** @returns null for what can be no group's id */
export function addressOfGroup(id: string): string | null {
  const [, ...parts] = /^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})$/.exec(id) ?? []
  return parts.length > 0 ? parts.join('-') : null
}

/**
 * Where a cart goes and how. All that needs sending goes in one parcel, once an address is selected; a closed cart
 * shows none.
 * @param lines a page of the lines that the group holds
 */
export function toDelivery(cart: AnyCart, lines: (args: PageArguments, ids: Set<string>) => object) {
  const address = cart.addresses.find(({ selected }) => selected)
  const groups = address && cart.shippable ? [{ id: groupIdOf(address), address }] : []
  const sent = new Set(
    cart.lines.filter((line) => line.requiresShipping && line.quantity > 0).map(({ id }) => id),
  )
  return {
    delivery: {
      addresses: ({ selected }: { selected?: boolean | null }) =>
        cart.addresses
          .filter((candidate) => !selected || candidate.selected)
          .map((candidate) => toSelectableAddress(candidate, cart)),
    },
    deliveryGroups: (args: PageArguments) =>
      listConnection(args, groups, (group) => ({
        id: gidInCart('CartDeliveryGroup', group.id, cart),
        groupType: 'ONE_TIME_PURCHASE',
        deliveryAddress: toMailingAddress(group.address, cart),
        deliveryOptions: cart.rates.map(toOption),
        selectedDeliveryOption: cart.rate && toOption(cart.rate),
        cartLines: (page: PageArguments) => lines(page, sent),
      })),
  }
}

function toOption(rate: Rate) {
  return {
    handle: rate.id,
    code: rate.title,
    title: rate.title,
    description: `${days(rate)} after dispatch`,
    deliveryMethodType: 'SHIPPING',
    estimatedCost: toMoneyV2(rate.price),
  }
}

function days({ minDays, maxDays }: Rate): string {
  const most = `${maxDays} working ${maxDays === 1 ? 'day' : 'days'}`
  return minDays === maxDays ? most : `${minDays} to ${most}`
}
