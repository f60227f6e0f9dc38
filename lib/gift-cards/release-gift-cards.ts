import type { Tx } from '@/lib/db'

/**
 * Gives an order's promised money back to its cards, on Stripe's word that nobody can pay any more. Doing it again
 * changes nothing.
 */
export async function releaseGiftCards(tx: Tx, orderId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH locked AS (
      SELECT id FROM gift_card
      WHERE id IN (SELECT gift_card_id FROM gift_card_hold WHERE order_id = ${orderId} AND state = 'active')
      ORDER BY id FOR NO KEY UPDATE
    ), released AS (
      UPDATE gift_card_hold hold SET state = 'released', updated_at = now()
      FROM locked
      WHERE hold.order_id = ${orderId} AND hold.state = 'active' AND hold.gift_card_id = locked.id
      RETURNING hold.gift_card_id, hold.amount
    )
    UPDATE gift_card card SET reserved = card.reserved - released.amount, updated_at = now()
    FROM released WHERE card.id = released.gift_card_id`
}
