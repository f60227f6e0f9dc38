import type { Tx } from '@/lib/db'
import { expireStockWords, type StockChange, sellers } from './stock-words'

/**
 * Gives an order's promised stock back. Only on Stripe's word that nobody can pay any more, never by the local
 * clock. Doing it again changes nothing.
 */
export async function releaseHolds(tx: Tx, orderId: bigint): Promise<void> {
  const released = await tx.$queryRaw<StockChange[]>`
    WITH locked AS (
      SELECT id FROM stock_item
      WHERE id IN (SELECT stock_item_id FROM hold WHERE order_id = ${orderId} AND state = 'active')
      ORDER BY id FOR NO KEY UPDATE
    ), released AS (
      UPDATE hold SET state = 'released', updated_at = now()
      FROM locked
      WHERE hold.order_id = ${orderId} AND hold.state = 'active' AND hold.stock_item_id = locked.id
      RETURNING hold.stock_item_id, hold.quantity
    ), freed AS (
      SELECT stock_item_id, sum(quantity)::int AS quantity FROM released GROUP BY stock_item_id
    )
    UPDATE stock_item stock SET reserved = stock.reserved - freed.quantity, updated_at = now()
    FROM freed WHERE stock.id = freed.stock_item_id
    RETURNING stock.on_hand - stock.reserved - freed.quantity AS before, stock.on_hand - stock.reserved AS after,
      ${sellers} AS sellers`
  await expireStockWords(tx, released)
}
