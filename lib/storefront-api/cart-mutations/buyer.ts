import type { Buyer, BuyerPreferences } from '@/lib/cart/buyer'
import { Refused } from './payload'

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

/**
 * Shoppers have no account and buy for no company: whoever says so is told, rather than taken for somebody.
 * @param path of the buyer in the mutation's arguments
 * @throws Refused
 */
export function readBuyer(given: BuyerInput, path: string[]): Buyer {
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
  const { countryCode = null, email = null, phone = null, preferences = null } = given
  return {
    countryCode: countryCode === 'ZZ' ? null : countryCode,
    email,
    phone,
    preferences: preferences && readPreferences(preferences),
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
