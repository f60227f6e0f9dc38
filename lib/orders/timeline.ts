import type { PrismaTx } from '@/lib/db'

/** Writes one line of an order's history, in words for the people who run the shop. */
export async function addOrderEvent(
  tx: PrismaTx,
  orderId: bigint,
  kind: string,
  message: string,
  actor = 'shop',
): Promise<void> {
  await tx.orderEvent.create({
    data: { orderId, kind, message: message.slice(0, 2000), actor },
    select: { id: true },
  })
}
