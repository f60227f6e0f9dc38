import type { VariantView } from '@/lib/catalog/product-view'
import { getShop } from '@/lib/content/cached'
import { type Money, money } from '@/lib/money'
import { getZones } from '@/lib/shipping/cached'
import { quote, type Rate } from '@/lib/shipping/quote'
import type { Zone } from '@/lib/shipping/zones'

/** What sending one piece costs: at home, with what makes it free, and in each zone. */
export type DeliveryOffer = {
  country: string
  rate: Rate | null
  freeFrom: Money | null
  zones: { name: string; rate: Rate }[]
}

/** @returns null for what needs no parcel */
export async function deliveryOffer(variant: VariantView): Promise<DeliveryOffer | null> {
  if (!variant.requiresShipping) return null
  const [shop, zones] = await Promise.all([getShop(), getZones()])
  const cheapest = ({ rates }: Zone) =>
    quote(rates, { grams: variant.weightGrams, subtotal: variant.price.minor }, shop.currency)[0]
  const home = zones.find(({ countries }) => countries.includes(shop.country))
  const rate = (home && cheapest(home)) ?? null
  const freeFrom = home?.rates.find(({ id }) => id === rate?.id)?.freeFrom ?? null
  return {
    country: shop.country,
    rate,
    freeFrom: freeFrom === null ? null : money(freeFrom, shop.currency),
    zones: zones.flatMap((zone) => {
      const found = cheapest(zone)
      return found ? [{ name: zone.name, rate: found }] : []
    }),
  }
}

/** "2 to 3 working days" */
export function workingDays({ minDays, maxDays }: { minDays: number; maxDays: number }): string {
  if (minDays === maxDays) return `${minDays} working ${minDays === 1 ? 'day' : 'days'}`
  return `${minDays} to ${maxDays} working days`
}
