import type { Tx } from '@/lib/db'

/**
 * A paid order takes its promised stock off the shelf: on hand and reserved fall together, so what others can buy
 * stays as it was and no page changes. One move a hold. Doing it again changes nothing.
 * @returns how many holds were committed now
 */
export async function commitHolds(tx: Tx, orderId: bigint, actor: string): Promise<number> {
  const committed = await tx.$queryRaw<{ id: bigint }[]>`
    WITH locked AS (
      SELECT id FROM stock_item
      WHERE id IN (SELECT stock_item_id FROM hold WHERE order_id = ${orderId} AND state = 'active')
      ORDER BY id FOR NO KEY UPDATE
    ), committed AS (
      UPDATE hold SET state = 'committed', updated_at = now()
      FROM locked
      WHERE hold.order_id = ${orderId} AND hold.state = 'active' AND hold.stock_item_id = locked.id
      RETURNING hold.id, hold.stock_item_id, hold.quantity
    ), sold AS (
      SELECT stock_item_id, sum(quantity)::int AS quantity FROM committed GROUP BY stock_item_id
    ), shelf AS (
      UPDATE stock_item stock
      SET on_hand = stock.on_hand - sold.quantity, reserved = stock.reserved - sold.quantity, updated_at = now()
      FROM sold WHERE stock.id = sold.stock_item_id
    ), moves AS (
      INSERT INTO stock_move (stock_item_id, kind, delta, reference, actor)
      SELECT stock_item_id, 'sold', -quantity, 'hold:' || id, ${actor} FROM committed
    )
    SELECT id FROM committed`
  return committed.length
}
