import { sql } from '@/lib/db'
import { sellable } from './sql'

/** Those of the variants that can be put in a cart, sold out or not. */
export async function offeredVariants(variantIds: readonly bigint[]): Promise<Set<bigint>> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT variant.id FROM shop CROSS JOIN variant
    JOIN product ON product.id = variant.product_id
    JOIN price ON price.variant_id = variant.id AND price.currency = shop.currency
    WHERE variant.id = ANY (${[...variantIds]}::bigint[]) AND ${sellable}`
  return new Set(rows.map(({ id }) => id))
}
