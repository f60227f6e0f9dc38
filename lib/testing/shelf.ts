import { db } from '@/lib/db'

/** What is on the shelf and how much of it is promised. */
export async function shelfOf(stockItemId: bigint): Promise<{ onHand: number; reserved: number }> {
  return db().stockItem.findUniqueOrThrow({
    where: { id: stockItemId },
    select: { onHand: true, reserved: true },
  })
}
