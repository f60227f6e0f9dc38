import type { Tx } from '@/lib/db'
import { expireStockWords, type StockChange, sellers } from './stock-words'

/**
 * Money arrived after the stock had been given back: promises it again if all of it is still there.
 * @returns false, with nothing changed, when it is not
 */
export async function retakeStock(tx: Tx, orderId: bigint): Promise<boolean> {
  const needed = await tx.$queryRaw<{ stock_item_id: bigint; quantity: number }[]>`
    SELECT stock_item_id, sum(quantity)::int AS quantity FROM hold
    WHERE order_id = ${orderId} AND state = 'released' GROUP BY stock_item_id ORDER BY stock_item_id`
  if (needed.length === 0) return true
  const ids = needed.map((need) => need.stock_item_id)
  const shelf = await tx.$queryRaw<{ id: bigint; available: number }[]>`
    SELECT id, on_hand - reserved AS available FROM stock_item WHERE id = ANY (${ids}::bigint[]) ORDER BY id FOR NO KEY UPDATE`
  const enough = needed.every(
    (need) => (shelf.find((item) => item.id === need.stock_item_id)?.available ?? 0) >= need.quantity,
  )
  if (!enough) return false
  const taken = await tx.$queryRaw<StockChange[]>`
    WITH retaken AS (
      UPDATE hold SET state = 'active', updated_at = now()
      WHERE order_id = ${orderId} AND state = 'released' RETURNING stock_item_id, quantity
    ), need AS (
      SELECT stock_item_id, sum(quantity)::int AS quantity FROM retaken GROUP BY stock_item_id
    )
    UPDATE stock_item stock SET reserved = stock.reserved + need.quantity, updated_at = now()
    FROM need WHERE stock.id = need.stock_item_id
    RETURNING stock.on_hand - stock.reserved + need.quantity AS before, stock.on_hand - stock.reserved AS after,
      ${sellers} AS sellers`
  await expireStockWords(tx, taken)
  return true
}
