import { addAddresses, type NewAddress } from '@/lib/cart/add-addresses'
import type { Place } from '@/lib/cart/addresses'
import { removeAddresses } from '@/lib/cart/remove-addresses'
import { type AddressChange, updateAddresses } from '@/lib/cart/update-addresses'
import { uuidInCart } from '../cart-id'
import type { Context } from '../context'
import { changeCart, type Explain, Refused, type UserError } from './payload'

type PlaceInput = {
  countryCode?: string | null
  firstName?: string | null
  lastName?: string | null
  company?: string | null
  address1?: string | null
  address2?: string | null
  city?: string | null
  provinceCode?: string | null
  zip?: string | null
  phone?: string | null
}

export type AddressInput = {
  address: { deliveryAddress?: PlaceInput | null; copyFromCustomerAddressId?: string | null }
  selected?: boolean | null
  oneTimeUse?: boolean | null
  validationStrategy?: 'COUNTRY_CODE_ONLY' | 'STRICT' | null
}

type AddressUpdateInput = Partial<AddressInput> & { id: string }

type Arguments<I> = { cartId: string; addresses: I[] }

export function cartDeliveryAddressesAdd(context: Context) {
  return ({ cartId, addresses }: Arguments<AddressInput>) =>
    changeCart(
      cartId,
      context,
      (token) => addAddresses({ token, addresses: readAddresses(addresses, ['addresses']), replace: false }),
      explainAddresses(['addresses']),
    )
}

export function cartDeliveryAddressesReplace(context: Context) {
  return ({ cartId, addresses }: Arguments<AddressInput>) =>
    changeCart(
      cartId,
      context,
      (token) => addAddresses({ token, addresses: readAddresses(addresses, ['addresses']), replace: true }),
      explainAddresses(['addresses']),
    )
}

export function cartDeliveryAddressesUpdate(context: Context) {
  return ({ cartId, addresses }: Arguments<AddressUpdateInput>) =>
    changeCart(
      cartId,
      context,
      (token) => updateAddresses({ token, changes: addresses.map(readChange) }),
      (error) =>
        stale(error.field, addresses.length, ['addresses', 'id']) ?? explainAddresses(['addresses'])(error),
    )
}

export function cartDeliveryAddressesRemove(context: Context) {
  return ({ cartId, addressIds }: { cartId: string; addressIds: string[] }) =>
    changeCart(
      cartId,
      context,
      (token) =>
        removeAddresses({ token, ids: addressIds.map((id, at) => addressId(id, at, ['addressIds'])) }),
      (error) => stale(error.field, addressIds.length, ['addressIds']),
    )
}

/**
 * @param path of the list in the mutation's arguments
 * @throws Refused
 */
export function readAddresses(given: readonly AddressInput[], path: string[]): NewAddress[] {
  return given.map((input, place) => ({
    ...readPlace(input, [...path, String(place), 'address']),
    selected: input.selected ?? false,
    oneTimeUse: input.oneTimeUse ?? false,
  }))
}

function readChange(
  { id, address, selected, oneTimeUse, ...input }: AddressUpdateInput,
  place: number,
): AddressChange {
  return {
    id: addressId(id, place, ['addresses', 'id']),
    selected: selected ?? null,
    oneTimeUse: oneTimeUse ?? null,
    place: address ? readPlace({ address, ...input }, ['addresses', String(place), 'address']) : null,
  }
}

/** @throws Refused naming all that is missing, in the order of an address */
function readPlace({ address, validationStrategy }: Partial<AddressInput>, path: string[]): Place {
  const given = address?.deliveryAddress
  if (!given)
    throw new Refused([
      // Nobody has an account with addresses in it.
      address?.copyFromCustomerAddressId
        ? {
            code: 'INVALID_DELIVERY_ADDRESS_ID',
            field: [...path, 'copyFromCustomerAddressId'],
            message: 'The delivery address was not found.',
          }
        : { code: 'INVALID', field: path, message: 'An address is required.' },
    ])
  const at = (name: string) => [...path, 'deliveryAddress', name]
  const { countryCode } = given
  if (!countryCode || countryCode === 'ZZ')
    throw new Refused([
      { code: 'INVALID', field: at('countryCode'), message: 'The country code is required.' },
    ])
  const missing =
    validationStrategy === 'STRICT' ? needed(countryCode).filter(([name]) => !given[name]?.trim()) : []
  if (missing.length > 0)
    throw new Refused(
      missing.map(([name, message]) => ({ code: 'ADDRESS_FIELD_IS_REQUIRED', field: at(name), message })),
    )
  return {
    countryCode,
    firstName: given.firstName ?? '',
    lastName: given.lastName ?? '',
    company: given.company ?? '',
    line1: given.address1 ?? '',
    line2: given.address2 ?? '',
    city: given.city ?? '',
    region: given.provinceCode ?? '',
    postcode: given.zip ?? '',
    phone: given.phone ?? '',
  }
}

/** Places without postcodes, and those whose post asks for the state. */
const noPostcode = new Set(['AE', 'FJ', 'HK', 'KI', 'QA', 'SB', 'TO', 'TV', 'VU', 'WS'])
const withState = new Set(['AU', 'CA', 'US'])

function needed(country: string): [keyof PlaceInput, string][] {
  return [
    ['lastName', 'Enter a last name'],
    ['address1', 'Enter an address'],
    ['city', 'Enter a city'],
    ...(withState.has(country)
      ? [['provinceCode', 'Select a state or province'] as [keyof PlaceInput, string]]
      : []),
    ...(noPostcode.has(country) ? [] : [['zip', 'Enter a postal code'] as [keyof PlaceInput, string]]),
  ]
}

function addressId(id: string, place: number, path: string[]): string {
  const uuid = uuidInCart('CartSelectableAddress', id)
  if (uuid === null) throw new Refused([unknownAddress(place, path)], true)
  return uuid
}

function stale(field: string | undefined, count: number, path: string[]): Refused | undefined {
  const place = Number(/^addresses\.(\d+)$/.exec(field ?? '')?.[1])
  return place < count ? new Refused([unknownAddress(place, path)], true) : undefined
}

function unknownAddress(place: number, [list = '', ...rest]: string[]): UserError {
  return {
    code: 'INVALID_DELIVERY_ADDRESS_ID',
    field: [list, String(place), ...rest],
    message: 'The delivery address was not found.',
  }
}

const names: Record<string, string> = {
  line1: 'address1',
  line2: 'address2',
  region: 'provinceCode',
  postcode: 'zip',
}

/** @param path of the list in the mutation's arguments */
export function explainAddresses(path: string[]): Explain {
  return ({ code, field, message }) => {
    const [, place, name] = /^addresses(?:\.(\d+)\.(\w+))?$/.exec(field ?? '') ?? []
    if (place !== undefined && name !== undefined) {
      const at = [...path, place, 'address', 'deliveryAddress', names[name] ?? name]
      return { code: 'ADDRESS_FIELD_IS_TOO_LONG', field: at, message }
    }
    return field === 'addresses' ? { code, field: path, message } : undefined
  }
}
