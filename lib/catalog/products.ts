import { sql } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'
import { type ProductView, toProduct } from './product-view'
import { mediaRows } from './sql'

/** How many products a list page shows; the next page starts after the last of them. */
export const productsPerPage = 24

export type ProductRow = {
  id: bigint
  handle: string
  title: string
  subtitle: string
  description: string
  vendor: string
  product_type: string
  tags: string[]
  is_supplement: boolean
  is_gift_card: boolean
  label_confirmed: boolean
  demo: boolean
  seo_title: string | null
  seo_description: string | null
  published_at: Date
  created_at: Date
  updated_at: Date
  currency: string
  low_stock: number
  options: { id: string; name: string; values: string[]; valueIds: string[] }[]
  variants: {
    id: string
    title: string
    sku: string
    weight_grams: number
    requires_shipping: boolean
    unit_quantity: number | null
    unit: string | null
    amount: number
    compare_at: number | null
    /** How many could be promised now; null where no stock item stands behind it. */
    available: number | null
    /** Of its options' values, in any order; null where it has none. */
    value_ids: string[] | null
  }[]
  media: {
    id: string
    kind: 'drawing' | 'image'
    source: string
    alt: string
    width: number | null
    height: number | null
  }[]
  metafields: { id: string; namespace: string; key: string; type: string; value: string }[]
}

/**
 * Published products in the order of `ids`; others are left out. One statement, however many there are.
 * A variant without a price in the shop's currency, or taken off sale, is not shown.
 */
export async function readProducts(ids: readonly string[]): Promise<ProductView[]> {
  if (ids.length === 0) return []
  const rows = await sql().$queryRaw<ProductRow[]>`
    SELECT p.id, p.handle, p.title, p.subtitle, p.description, p.vendor, p.product_type, p.tags, p.is_supplement,
      p.is_gift_card, p.label_confirmed, p.demo, p.seo_title, p.seo_description, p.published_at, p.created_at, p.updated_at,
      shop.currency, shop.low_stock,
      (SELECT coalesce(json_agg(json_build_object('id', o.id::text, 'name', o.name,
          'values', coalesce(v.values, '[]'), 'valueIds', coalesce(v.ids, '[]')) ORDER BY o.position, o.id), '[]')
        FROM product_option o LEFT JOIN LATERAL (
          SELECT json_agg(v.value ORDER BY v.position, v.id) AS values, json_agg(v.id::text ORDER BY v.position, v.id) AS ids
          FROM option_value v WHERE v.option_id = o.id) v ON true
        WHERE o.product_id = p.id) AS options,
      (SELECT coalesce(json_agg(json_build_object(
          'id', v.id::text, 'title', v.title, 'sku', v.sku, 'weight_grams', v.weight_grams,
          'requires_shipping', v.requires_shipping, 'unit_quantity', v.unit_quantity, 'unit', v.unit,
          'amount', price.amount, 'compare_at', price.compare_at,
          'available', (SELECT min((s.on_hand - s.reserved) / c.quantity)
            FROM variant_component c JOIN stock_item s ON s.id = c.stock_item_id WHERE c.variant_id = v.id),
          'value_ids', (SELECT json_agg(vov.option_value_id::text) FROM variant_option_value vov
            WHERE vov.variant_id = v.id))
          ORDER BY v.position, v.id), '[]')
        FROM variant v JOIN price ON price.variant_id = v.id AND price.currency = shop.currency
        WHERE v.product_id = p.id AND v.published) AS variants,
      (SELECT ${mediaRows} FROM media WHERE media.product_id = p.id) AS media,
      (SELECT coalesce(json_agg(json_build_object('id', f.id::text, 'namespace', f.namespace, 'key', f.key,
          'type', f.type, 'value', f.value) ORDER BY f.position, f.id), '[]')
        FROM metafield f WHERE f.owner = 'product' AND f.owner_id = p.id) AS metafields
    FROM unnest(${[...ids].map(BigInt)}::bigint[]) WITH ORDINALITY AS wanted (id, place)
    JOIN product p ON p.id = wanted.id
    CROSS JOIN shop
    WHERE p.status = 'active' AND p.published_at <= now()
    ORDER BY wanted.place`
  return rows.map(toProduct)
}

/** @returns null where no published product has the handle */
export async function readProductId(handle: string): Promise<string | null> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT id FROM product WHERE handle = ${handle} AND status = 'active' AND published_at <= now()`
  return rows[0] ? String(rows[0].id) : null
}

/** Which products the variants belong to, each once. */
export async function readProductIdsOfVariants(variantIds: readonly string[]): Promise<string[]> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT DISTINCT product_id AS id FROM variant WHERE id = ANY (${variantIds.map(BigInt)}::bigint[])`
  return rows.map((row) => String(row.id))
}

/** The products that pictures, options or their values belong to, published or not; one statement. */
export async function readProductIdsOfParts(
  kind: 'media' | 'option' | 'value',
  ids: readonly string[],
): Promise<string[]> {
  const parts = {
    media: Prisma.sql`media AS part WHERE part.id`,
    option: Prisma.sql`product_option AS part WHERE part.id`,
    value: Prisma.sql`option_value AS value JOIN product_option AS part ON part.id = value.option_id WHERE value.id`,
  }
  const rows = await sql().$queryRaw<{ id: bigint | null }[]>`
    SELECT DISTINCT part.product_id AS id FROM ${parts[kind]} = ANY (${ids.map(BigInt)}::bigint[])`
  return rows.flatMap(({ id }) => (id === null ? [] : String(id)))
}

/** Ids of published products, oldest first, from the one after `after` on. */
export async function readProductIds(after: string | null, limit: number): Promise<string[]> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT id FROM product
    WHERE status = 'active' AND published_at <= now() AND id > ${BigInt(after ?? 0)}
    ORDER BY id LIMIT ${limit}`
  return rows.map((row) => String(row.id))
}
