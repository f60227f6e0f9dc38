import { z } from 'zod'
import { DomainError } from '@/lib/errors'

/** What the buyer said of themselves, over the Storefront API; personal data, shown only to who holds the key. */
export type Buyer = {
  /** ISO 3166-1 alpha-2. */
  countryCode: string | null
  email: string | null
  phone: string | null
  preferences: BuyerPreferences | null
}

/** Kept and given back; the checkout is Stripe's and asks by itself. */
export type BuyerPreferences = {
  wallet: string[] | null
  delivery: {
    deliveryMethod: string[]
    pickupHandle: string[]
    coordinates: { latitude: number; longitude: number; countryCode: string } | null
  } | null
}

const email = z.email().max(320)
const phone = z.string().regex(/^\+?[\d\s().-]{4,40}$/)

/** Characters of JSON. */
const mostPreferences = 2_000

/** @throws DomainError INVALID for an e-mail address or a phone number that can't be one, or for too much */
export function checkBuyer(buyer: Buyer): Buyer {
  if (JSON.stringify(buyer.preferences).length > mostPreferences)
    throw new DomainError('INVALID', 'The preferences are too long', 'buyer.preferences')
  return {
    ...buyer,
    email: checked(buyer.email, email, 'email', 'Email is invalid'),
    phone: checked(buyer.phone, phone, 'phone', 'Phone is invalid'),
  }
}

/** Empty is none. */
function checked(
  text: string | null,
  schema: z.ZodType<string>,
  field: string,
  message: string,
): string | null {
  const tidied = text?.trim() ?? ''
  if (tidied === '') return null
  const parsed = schema.safeParse(tidied)
  if (!parsed.success) throw new DomainError('INVALID', message, `buyer.${field}`)
  return parsed.data
}
