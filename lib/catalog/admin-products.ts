import { literally } from '@/lib/containing'
import { sql } from '@/lib/db'
import { type Availability, stockWord } from '@/lib/inventory/availability'
import { money, toCurrency } from '@/lib/money'
import type { ProductStatus } from './admin-product'

export const adminProductsPerPage = 30

/** What the list can be narrowed to; an absent one narrows nothing. `after` is the id of the last product seen. */
export type ProductFilter = {
  search?: string | undefined
  status?: ProductStatus | undefined
  stock?: 'low' | 'none' | undefined
  label?: 'confirmed' | 'unconfirmed' | undefined
  after?: string | undefined
}

type Row = {
  id: bigint
  title: string
  subtitle: string
  status: ProductStatus
  is_supplement: boolean
  label_confirmed: boolean
  demo: boolean
  updated_at: Date
  currency: string
  low_stock: number
  drawing: string | null
  articles: number
  total: number
  variants: {
    id: string
    title: string
    sku: string
    amount: number | null
    on_hand: number | null
    available: number | null
  }[]
}

export type ProductListItem = ReturnType<typeof toListItem>

function toListItem(row: Row) {
  const currency = toCurrency(row.currency)
  return {
    id: String(row.id),
    title: row.title,
    subtitle: row.subtitle,
    status: row.status,
    checkLabel: row.is_supplement && !row.label_confirmed,
    demo: row.demo,
    drawing: row.drawing ?? '',
    articles: row.articles,
    updatedAt: row.updated_at.toISOString(),
    variants: row.variants.map((variant) => ({
      id: variant.id,
      title: variant.title === 'Default Title' ? '' : variant.title,
      sku: variant.sku,
      price: variant.amount === null ? null : money(variant.amount, currency),
      stock: toStock(variant.on_hand, variant.available, row.low_stock),
    })),
  }
}

/** How many can be made up from what is on the shelves, and how many of those open payments hold; null is uncounted. */
function toStock(
  onHand: number | null,
  available: number | null,
  lowStock: number,
): { onHand: number; held: number; word: Availability } | null {
  if (onHand === null || available === null) return null
  return { onHand, held: onHand - available, word: stockWord(available, lowStock) }
}

/** A page of products by name, with how many match in all (counted up to 1,001); one statement. */
export async function listAdminProducts(
  filter: ProductFilter,
): Promise<{ products: ProductListItem[]; total: number; next: string | null }> {
  const { status = null, stock = null, label = null, after = null } = filter
  const pattern = filter.search ? `%${literally(filter.search)}%` : null
  const rows = await sql().$queryRaw<Row[]>`
    WITH variants AS (
      SELECT v.product_id, v.id, v.position, v.title, v.sku, price.amount,
        min(s.on_hand / c.quantity) AS on_hand, min((s.on_hand - s.reserved) / c.quantity) AS available
      FROM variant v
      CROSS JOIN shop
      LEFT JOIN price ON price.variant_id = v.id AND price.currency = shop.currency
      LEFT JOIN variant_component c ON c.variant_id = v.id
      LEFT JOIN stock_item s ON s.id = c.stock_item_id
      GROUP BY v.id, price.amount
    ), matching AS (
      SELECT p.*, shop.currency, shop.low_stock FROM product p CROSS JOIN shop
      WHERE (${status}::text IS NULL OR p.status::text = ${status})
        AND (${label}::text IS NULL
          OR p.is_supplement AND p.label_confirmed = (${label} = 'confirmed'))
        AND (${pattern}::text IS NULL OR lower(p.title) LIKE lower(${pattern}) OR EXISTS (
          SELECT FROM variant v WHERE v.product_id = p.id
            AND (lower(v.sku) LIKE lower(${pattern}) OR lower(v.title) LIKE lower(${pattern}))))
        AND (${stock}::text IS NULL OR EXISTS (
          SELECT FROM variants v WHERE v.product_id = p.id AND v.available <=
            CASE ${stock} WHEN 'none' THEN 0 ELSE shop.low_stock END))
    )
    SELECT p.id, p.title, p.subtitle, p.status, p.is_supplement, p.label_confirmed, p.demo, p.updated_at,
      p.currency, p.low_stock,
      (SELECT m.source FROM media m WHERE m.product_id = p.id AND m.kind = 'drawing'
        ORDER BY m.position, m.id LIMIT 1) AS drawing,
      (SELECT count(*)::int FROM article_product a WHERE a.product_id = p.id) AS articles,
      (SELECT count(*)::int FROM (SELECT FROM matching LIMIT 1001) AS counted) AS total,
      (SELECT coalesce(json_agg(json_build_object('id', v.id::text, 'title', v.title, 'sku', v.sku,
          'amount', v.amount, 'on_hand', v.on_hand, 'available', v.available) ORDER BY v.position, v.id), '[]')
        FROM variants v WHERE v.product_id = p.id) AS variants
    FROM matching p
    WHERE ${after}::text IS NULL OR (lower(p.title), p.id) > (
      SELECT lower(last.title), last.id FROM product last WHERE last.id = ${after}::text::bigint)
    ORDER BY lower(p.title), p.id
    LIMIT ${adminProductsPerPage + 1}`
  const page = rows.slice(0, adminProductsPerPage)
  return {
    products: page.map(toListItem),
    total: rows[0]?.total ?? 0,
    next: rows.length > page.length ? String(page.at(-1)?.id) : null,
  }
}
