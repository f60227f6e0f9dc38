import type { Tx } from '@/lib/db'

/**
 * Holds every card that a refund will touch, those it gives back to and those that its lines bought, in id order and
 * before the first of them changes: between two of them its goods go back to the shelf, and stock comes after cards.
 */
export async function lockRefundedCards(
  tx: Tx,
  { holdIds, orderLineIds }: { holdIds: readonly bigint[]; orderLineIds: readonly bigint[] },
): Promise<void> {
  if (holdIds.length === 0 && orderLineIds.length === 0) return
  await tx.$queryRaw`
    SELECT id FROM gift_card
    WHERE order_line_id = ANY (${orderLineIds}::bigint[])
      OR id IN (SELECT gift_card_id FROM gift_card_hold WHERE id = ANY (${holdIds}::bigint[]))
    ORDER BY id FOR NO KEY UPDATE`
}
