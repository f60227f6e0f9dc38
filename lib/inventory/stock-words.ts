import { expire, tags } from '@/lib/cache'
import type { Tx } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'
import { stockWord } from './availability'

/**
 * What sells a stock item: piece of SQL for the RETURNING of a statement that changes `stock`. In that statement and
 * not after it, because a hot item stays locked for every round trip that follows.
 */
export const sellers = Prisma.sql`COALESCE((
  SELECT jsonb_agg(DISTINCT jsonb_build_object(
    'productId', variant.product_id::text, 'quantity', component.quantity, 'lowStock', shop.low_stock))
  FROM variant_component component
  JOIN variant ON variant.id = component.variant_id
  CROSS JOIN shop
  WHERE component.stock_item_id = stock.id), '[]')`

export type Seller = { productId: string; quantity: number; lowStock: number }

/** How many units of an item could be promised before a change and after it, and what sells it. */
export type StockChange = { before: number; after: number; sellers: Seller[] }

/**
 * Pages say a word about stock, not a number: expires only the products for which a change alters that word.
 * A set's word follows its scarcest item, so a change of any item's share is enough to look again.
 */
export async function expireStockWords(tx: Tx, changes: StockChange[]): Promise<void> {
  const changed = changes.flatMap(({ before, after, sellers }) =>
    sellers.filter(({ quantity, lowStock }) => {
      const word = (available: number) => stockWord(Math.floor(available / quantity), lowStock)
      return word(before) !== word(after)
    }),
  )
  await expire(tx, ...changed.map(({ productId }) => tags.product(productId)))
}
