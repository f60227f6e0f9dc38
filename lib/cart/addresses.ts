import { DomainError } from '@/lib/errors'
import { storable } from '@/lib/storable'
import { limits } from './limits'

/** A place a cart may be sent to; texts are empty where nothing was given. */
export type CartAddress = {
  id: string
  selected: boolean
  oneTimeUse: boolean
  /** ISO 3166-1 alpha-2. */
  countryCode: string
  firstName: string
  lastName: string
  company: string
  line1: string
  line2: string
  city: string
  region: string
  postcode: string
  phone: string
}

/** The place alone, without what the cart knows about it. */
export type Place = Omit<CartAddress, 'id' | 'selected' | 'oneTimeUse'>

const longest = 255

/** @throws DomainError INVALID for a text that is too long */
export function checkPlace(place: Place, field: string): Place {
  const tidy = (name: Exclude<keyof Place, 'countryCode'>) => {
    const text = storable(place[name]).trim()
    if (text.length > longest)
      throw new DomainError('INVALID', 'That is too long for an address.', `${field}.${name}`)
    return text
  }
  return {
    countryCode: place.countryCode,
    firstName: tidy('firstName'),
    lastName: tidy('lastName'),
    company: tidy('company'),
    line1: tidy('line1'),
    line2: tidy('line2'),
    city: tidy('city'),
    region: tidy('region'),
    postcode: tidy('postcode'),
    phone: tidy('phone'),
  }
}

/** @throws DomainError TOO_MANY_DELIVERY_ADDRESSES, ONLY_ONE_DELIVERY_ADDRESS_CAN_BE_SELECTED */
export function checkAddresses(addresses: readonly { selected?: boolean | null }[]): void {
  if (addresses.length > limits.addresses)
    throw new DomainError(
      'TOO_MANY_DELIVERY_ADDRESSES',
      `A cart holds at most ${limits.addresses} delivery addresses.`,
      'addresses',
    )
  if (addresses.filter(({ selected }) => selected).length > 1)
    throw new DomainError(
      'ONLY_ONE_DELIVERY_ADDRESS_CAN_BE_SELECTED',
      'Only one delivery address can be selected.',
      'addresses',
    )
}
