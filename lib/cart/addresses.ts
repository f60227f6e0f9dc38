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

const longest = 255

/**
 * @throws DomainError TOO_MANY_DELIVERY_ADDRESSES, ONLY_ONE_DELIVERY_ADDRESS_CAN_BE_SELECTED, INVALID for a text that
 * is too long
 */
export function checkAddresses<A extends Omit<CartAddress, 'id'>>(addresses: readonly A[]): A[] {
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
  return addresses.map((address, index) => {
    const texts = Object.fromEntries(
      textsOfAddress.map((name) => [name, tidy(address[name], `addresses.${index}.${name}`)]),
    )
    return { ...address, ...texts }
  })
}

const textsOfAddress = [
  'firstName',
  'lastName',
  'company',
  'line1',
  'line2',
  'city',
  'region',
  'postcode',
  'phone',
] as const

function tidy(text: string, field: string): string {
  const tidied = storable(text).trim()
  if (tidied.length > longest) throw new DomainError('INVALID', 'That is too long for an address.', field)
  return tidied
}
