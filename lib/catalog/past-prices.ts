import type { Tx } from '@/lib/db'

/**
 * Prices a variant has had in the open, in minor units, newest first: what the audit log saw replaced while the
 * product was in the shop, and what placed orders paid.
 */
export async function pastPrices(tx: Tx, productId: string, variantId: string): Promise<number[]> {
  const rows = await tx.$queryRaw<{ amount: number }[]>`
    SELECT amount FROM (
      SELECT replace(before #>> ARRAY['variants', ${variantId}, 'price'], '.', '')::int AS amount, created_at AS at
      FROM audit_log
      WHERE subject = 'product' AND subject_id = ${productId} AND before ->> 'status' = 'active'
      UNION ALL
      SELECT line.unit_price, "order".placed_at
      FROM order_line line JOIN "order" ON "order".id = line.order_id
      WHERE line.variant_id = ${BigInt(variantId)} AND "order".placed_at IS NOT NULL
    ) AS seen
    WHERE amount IS NOT NULL GROUP BY amount ORDER BY max(at) DESC LIMIT 20`
  return rows.map((row) => row.amount)
}
