import type { Tx } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { expireStockWords, type StockChange, sellers } from './stock-words'

export type Demand = { orderLineId: bigint; stockItemId: bigint; quantity: number }

/**
 * Promises stock to an order: all of it or nothing. One statement sums the demand per item, locks the items in id
 * order (two orders over the same items can't wait for each other), takes what is there and writes the holds.
 * Call it last in its transaction: a hot item stays locked until the commit.
 * @throws DomainError OUT_OF_STOCK when an item can't cover the demand; the transaction must roll back
 */
export async function holdStock(tx: Tx, orderId: bigint, demands: Demand[]): Promise<void> {
  if (demands.length === 0) return
  const lines = demands.map((demand) => demand.orderLineId)
  const items = demands.map((demand) => demand.stockItemId)
  const quantities = demands.map((demand) => demand.quantity)
  const taken = await tx.$queryRaw<StockChange[]>`
    WITH demand AS (
      SELECT * FROM unnest(${lines}::bigint[], ${items}::bigint[], ${quantities}::int[]) AS d (line, item, quantity)
    ), need AS (
      SELECT item, sum(quantity)::int AS quantity FROM demand GROUP BY item
    ), locked AS (
      SELECT stock.id FROM stock_item stock JOIN need ON need.item = stock.id ORDER BY stock.id FOR NO KEY UPDATE OF stock
    ), taken AS (
      UPDATE stock_item stock SET reserved = stock.reserved + need.quantity, updated_at = now()
      FROM locked JOIN need ON need.item = locked.id
      WHERE stock.id = locked.id AND stock.on_hand - stock.reserved >= need.quantity
      RETURNING stock.on_hand - stock.reserved + need.quantity AS before, stock.on_hand - stock.reserved AS after,
        ${sellers} AS sellers
    ), held AS (
      INSERT INTO hold (order_id, order_line_id, stock_item_id, quantity, updated_at)
      SELECT ${orderId}, demand.line, demand.item, demand.quantity, now() FROM demand
    )
    SELECT * FROM taken`
  if (taken.length < new Set(items).size) {
    throw new DomainError('OUT_OF_STOCK', 'Someone else was quicker: not everything in your cart is left.')
  }
  await expireStockWords(tx, taken)
}
