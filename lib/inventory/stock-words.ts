import { expire, tags } from '@/lib/cache'
import type { Tx } from '@/lib/db'
import { stockWord } from './availability'

/** How many units of an item could be promised before a change and after it. */
export type StockChange = { stockItemId: bigint; before: number; after: number }

type Seller = { stock_item_id: bigint; product_id: bigint; quantity: number; low_stock: number }

/**
 * Pages say a word about stock, not a number: expires only the products for which a change alters that word.
 * A set's word follows its scarcest item, so a change of any item's share is enough to look again.
 */
export async function expireStockWords(tx: Tx, changes: StockChange[]): Promise<void> {
  if (changes.length === 0) return
  const ids = changes.map((change) => change.stockItemId)
  const sellers = await tx.$queryRaw<Seller[]>`
    SELECT DISTINCT component.stock_item_id, variant.product_id, component.quantity, shop.low_stock
    FROM variant_component component
    JOIN variant ON variant.id = component.variant_id
    CROSS JOIN shop
    WHERE component.stock_item_id = ANY (${ids}::bigint[])`
  const changed = sellers.filter((seller) => {
    const change = changes.find((candidate) => candidate.stockItemId === seller.stock_item_id)
    if (!change) return false
    const word = (available: number) => stockWord(Math.floor(available / seller.quantity), seller.low_stock)
    return word(change.before) !== word(change.after)
  })
  await expire(tx, ...changed.map((seller) => tags.product(seller.product_id)))
}
