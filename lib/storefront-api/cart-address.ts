import type { CartAddress } from '@/lib/cart/addresses'
import { countryName } from '@/lib/country-name'
import { gidInCart } from './cart-id'

type Named = { publicId: string }

/** A place the buyer may have the cart sent to. */
export function toSelectableAddress(address: CartAddress, cart: Named) {
  return {
    id: gidInCart('CartSelectableAddress', address.id, cart),
    selected: address.selected,
    oneTimeUse: address.oneTimeUse,
    address: {
      __typename: 'CartDeliveryAddress' as const,
      ...shared(address),
      countryCode: address.countryCode,
      provinceCode: address.region || null,
    },
  }
}

/** The same as the delivery group and older clients see it. */
export function toMailingAddress(address: CartAddress, cart: Named) {
  return {
    __typename: 'MailingAddress' as const,
    ...shared(address),
    id: gidInCart('MailingAddress', address.id, cart),
    country: countryName(address.countryCode),
    countryCode: address.countryCode,
    countryCodeV2: address.countryCode,
    province: address.region || null,
    provinceCode: address.region || null,
  }
}

type Formatting = { withName?: boolean | null; withCompany?: boolean | null }

function shared(address: CartAddress) {
  const { firstName, lastName, company, line1, line2, city, region, postcode, phone, countryCode } = address
  const name = [firstName, lastName].filter(Boolean).join(' ')
  const area = [city, region, postcode].filter(Boolean).join(' ')
  return {
    address1: line1 || null,
    address2: line2 || null,
    city: city || null,
    company: company || null,
    firstName: firstName || null,
    lastName: lastName || null,
    name: name || null,
    phone: phone || null,
    zip: postcode || null,
    latitude: null,
    longitude: null,
    formattedArea: [area, countryName(countryCode)].filter(Boolean).join(', '),
    formatted: ({ withName, withCompany }: Formatting) =>
      [withName && name, withCompany && company, line1, line2, area, countryName(countryCode)].filter(
        (line): line is string => typeof line === 'string' && line !== '',
      ),
  }
}
