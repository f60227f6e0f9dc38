import { sql } from '@/lib/db'

/** How many live products need a look, for the admin's first page; one statement. */
export async function countCatalogNeeds(): Promise<{ lowStock: number; unconfirmedLabels: number }> {
  const [row] = await sql().$queryRaw<{ low_stock: number; unconfirmed_labels: number }[]>`
    SELECT
      count(*) FILTER (WHERE is_supplement AND NOT label_confirmed)::int AS unconfirmed_labels,
      count(*) FILTER (WHERE EXISTS (
        SELECT FROM variant v JOIN variant_component c ON c.variant_id = v.id JOIN stock_item s ON s.id = c.stock_item_id
        WHERE v.product_id = product.id AND (s.on_hand - s.reserved) / c.quantity <= shop.low_stock))::int AS low_stock
    FROM product CROSS JOIN shop WHERE status = 'active'`
  return { lowStock: row?.low_stock ?? 0, unconfirmedLabels: row?.unconfirmed_labels ?? 0 }
}
