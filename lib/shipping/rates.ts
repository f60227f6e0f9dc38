import { db } from '@/lib/db'

/** Where the shop sends to: ISO 3166-1 alpha-2, in the shop's order of zones; only zones that have a rate. */
export async function deliverableCountries(): Promise<string[]> {
  const rows = await db().$queryRaw<{ country: string }[]>`
    SELECT country FROM shipping_zone zone, unnest(zone.countries) WITH ORDINALITY AS listed (country, place)
    WHERE EXISTS (SELECT 1 FROM shipping_rate rate WHERE rate.zone_id = zone.id AND rate.active)
    ORDER BY zone.position, zone.id, place`
  return rows.map(({ country }) => country)
}
