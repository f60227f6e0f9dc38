import type { Tx } from '@/lib/db'
import { expireStockWords, type StockChange, sellers } from './stock-words'

/**
 * Puts a refund's returned goods back on the shelf, as many of each line as its refund says and at most what the
 * line took. The same refund restocks once.
 */
export async function restockRefund(tx: Tx, refundId: bigint, actor: string): Promise<void> {
  const returned = await tx.$queryRaw<StockChange[]>`
    WITH back AS (
      SELECT hold.stock_item_id, hold.order_line_id AS line,
        hold.quantity / line.quantity * refund_line.quantity AS quantity
      FROM refund_line
      JOIN order_line line ON line.id = refund_line.order_line_id
      JOIN hold ON hold.order_line_id = line.id AND hold.state = 'committed'
      WHERE refund_line.refund_id = ${refundId} AND refund_line.restock
    ), locked AS (
      SELECT id FROM stock_item WHERE id IN (SELECT stock_item_id FROM back) ORDER BY id FOR NO KEY UPDATE
    ), moves AS (
      INSERT INTO stock_move (stock_item_id, kind, delta, reference, actor)
      SELECT back.stock_item_id, 'returned', back.quantity, ${`refund:${refundId}:line:`} || back.line, ${actor}
      FROM back JOIN locked ON locked.id = back.stock_item_id
      ON CONFLICT (kind, reference, stock_item_id) DO NOTHING
      RETURNING stock_item_id, delta
    ), sums AS (
      SELECT stock_item_id, sum(delta)::int AS quantity FROM moves GROUP BY stock_item_id
    )
    UPDATE stock_item stock SET on_hand = stock.on_hand + sums.quantity, updated_at = now()
    FROM sums WHERE stock.id = sums.stock_item_id
    RETURNING stock.on_hand - stock.reserved - sums.quantity AS before, stock.on_hand - stock.reserved AS after,
      ${sellers} AS sellers`
  await expireStockWords(tx, returned)
}
