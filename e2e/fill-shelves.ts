import { randomUUID } from 'node:crypto'
import { closeDb, db } from '@/lib/db'
import { adjustStock } from '@/lib/inventory/adjust-stock'
import { owner } from '@/lib/testing/staff'

const enough = 1000

/** Before the journeys: all buy of the same few goods, and the demo shop has fewer of those than they take. */
export default async function fillShelves(): Promise<void> {
  if (!process.env.DATABASE_URL) return
  const goods = await db().stockItem.findMany({
    where: { onHand: { lt: enough }, components: { some: { variant: { product: { status: 'active' } } } } },
  })
  for (const { id, onHand } of goods) {
    const delivery = { kind: 'received', reason: 'For the journeys', requestKey: randomUUID() } as const
    await adjustStock(owner, { stockItemId: id, onHand, delta: enough - onHand, ...delivery })
  }
  await closeDb()
}
