import { sql } from '@/lib/db'

/** What a variant is called, for offering it again after it was removed; null where it is not for sale. */
export async function variantName(variantId: bigint): Promise<string | null> {
  const [row] = await sql().$queryRaw<{ title: string }[]>`
    SELECT product.title FROM variant JOIN product ON product.id = variant.product_id
    WHERE variant.id = ${variantId} AND variant.published AND product.status = 'active'
      AND product.published_at <= now()`
  return row?.title ?? null
}
