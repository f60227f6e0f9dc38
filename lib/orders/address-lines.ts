import { countryName } from '@/lib/country-name'
import type { OrderView } from './order-view'

/** An address as it is written on a parcel; empty for none. */
export function addressLines(address: OrderView['shippingAddress']): string[] {
  if (!address) return []
  const { name, line1, line2, city, region, postcode, countryCode } = address
  const place = [city, region, postcode].filter(Boolean).join(' ')
  return [name, line1, line2, place, countryName(countryCode)].filter(Boolean)
}
