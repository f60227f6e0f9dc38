import type { Buyer, BuyerPreferences } from '@/lib/cart/buyer'
import { setBuyer } from '@/lib/cart/set-buyer'
import type { Context } from '../context'
import { changeCart, type Explain, Refused } from './payload'

export type BuyerInput = {
  email?: string | null
  phone?: string | null
  countryCode?: string | null
  customerAccessToken?: string | null
  companyLocationId?: string | null
  preferences?: PreferencesInput | null
}

type PreferencesInput = {
  wallet?: string[] | null
  delivery?: {
    deliveryMethod?: string[] | null
    pickupHandle?: string[] | null
    coordinates?: { latitude: number; longitude: number; countryCode: string } | null
  } | null
}

export function cartBuyerIdentityUpdate(context: Context) {
  return ({ cartId, buyerIdentity }: { cartId: string; buyerIdentity: BuyerInput }) =>
    changeCart(
      cartId,
      context,
      (token) => setBuyer({ token, buyer: readBuyer(buyerIdentity, ['buyerIdentity']) }),
      explainBuyer(['buyerIdentity']),
    )
}

/**
 * Shoppers have no account and buy for no company: whoever says so is told, rather than taken for somebody.
 * @param path of the buyer in the mutation's arguments
 * @returns what was said; null takes away
 * @throws Refused
 */
export function readBuyer(given: BuyerInput, path: string[]): Partial<Buyer> {
  if (given.customerAccessToken)
    throw new Refused([
      { code: 'INVALID', field: [...path, 'customerAccessToken'], message: 'Customer is invalid' },
    ])
  if (given.companyLocationId)
    throw new Refused([
      {
        code: 'MISSING_CUSTOMER_ACCESS_TOKEN',
        field: [...path, 'companyLocationId'],
        message: 'The customer access token is required when setting a company location.',
      },
    ])
  const { countryCode, email, phone, preferences } = given
  return {
    ...(countryCode !== undefined && { countryCode: countryCode === 'ZZ' ? null : countryCode }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(preferences !== undefined && { preferences: preferences && readPreferences(preferences) }),
  }
}

/** @param path of the buyer in the mutation's arguments */
export function explainBuyer(path: string[]): Explain {
  return ({ code, field, message }) => {
    const [, name] = /^buyer\.(\w+)$/.exec(field ?? '') ?? []
    return name === undefined ? undefined : { code, field: [...path, name], message }
  }
}

function readPreferences({ wallet = null, delivery = null }: PreferencesInput): BuyerPreferences {
  return {
    wallet,
    delivery: delivery && {
      deliveryMethod: delivery.deliveryMethod ?? [],
      pickupHandle: delivery.pickupHandle ?? [],
      coordinates: delivery.coordinates ?? null,
    },
  }
}
