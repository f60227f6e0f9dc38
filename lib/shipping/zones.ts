import { db } from '@/lib/db'
import type { RateRule } from './quote'

export type Zone = { name: string; countries: string[]; rates: RateRule[] }

/** Where the shop sends to and for how much, in its own order; zones without an active rate are left out. */
export async function readZones(): Promise<Zone[]> {
  const zones = await db().shippingZone.findMany({
    select: {
      name: true,
      countries: true,
      rates: {
        where: { active: true },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        omit: { zoneId: true, position: true, active: true },
      },
    },
    where: { rates: { some: { active: true } } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return zones.map((zone) => ({
    ...zone,
    rates: zone.rates.map((rate) => ({ ...rate, id: String(rate.id) })),
  }))
}
