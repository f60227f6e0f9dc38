import { type Sql, sql } from '@/lib/db'
import { type Money, money, toCurrency } from '@/lib/money'

export type ProductStatus = 'draft' | 'active' | 'archived'

type EditRow = {
  id: bigint
  version: number
  handle: string
  title: string
  subtitle: string
  description: string
  seo_title: string | null
  seo_description: string | null
  status: ProductStatus
  is_supplement: boolean
  is_gift_card: boolean
  label_confirmed: boolean
  demo: boolean
  currency: string
  tax_name: string
  tax_basis_points: number
  drawing: string | null
  variants: { id: string; title: string; sku: string; amount: number | null; compare_at: number | null }[]
  shares_shelves: boolean
  stock: { id: string; sku: string; on_hand: number; reserved: number; variants: string[] }[]
}

/** A product as the edit panel needs it; prices are null where the variant has none in the shop's currency. */
export type AdminProduct = ReturnType<typeof toAdminProduct>

function toAdminProduct(row: EditRow) {
  const currency = toCurrency(row.currency)
  const toMoney = (minor: number | null): Money | null => (minor === null ? null : money(minor, currency))
  const name = (title: string) => (title === 'Default Title' ? '' : title)
  return {
    id: String(row.id),
    version: row.version,
    handle: row.handle,
    title: row.title,
    subtitle: row.subtitle,
    description: row.description,
    /** For search engines; null where nobody wrote them. */
    seoTitle: row.seo_title,
    seoDescription: row.seo_description,
    status: row.status,
    isSupplement: row.is_supplement,
    isGiftCard: row.is_gift_card,
    labelConfirmed: row.label_confirmed,
    demo: row.demo,
    currency,
    tax: { name: row.tax_name, basisPoints: row.tax_basis_points },
    drawing: row.drawing ?? '',
    variants: row.variants.map((variant) => ({
      id: variant.id,
      title: name(variant.title),
      sku: variant.sku,
      price: toMoney(variant.amount),
      compareAtPrice: toMoney(variant.compare_at),
    })),
    /** Whether anything of it is taken from another shelf than its own, or several at a time: a set. */
    sharesShelves: row.shares_shelves,
    /** The shelves its variants are taken from; a set has several, and shares them. */
    stock: row.stock.map((item) => ({
      id: item.id,
      sku: item.sku,
      onHand: item.on_hand,
      reserved: item.reserved,
      variants: item.variants.map(name).filter(Boolean),
    })),
  }
}

/** @returns null where there is no such product; drafts and archived ones are found too */
export async function findAdminProduct(source: Sql, id: string): Promise<AdminProduct | null> {
  const [row] = await source.$queryRaw<EditRow[]>`
    SELECT p.id, p.version, p.handle, p.title, p.subtitle, p.description, p.seo_title, p.seo_description, p.status,
      p.is_supplement, p.is_gift_card, p.label_confirmed, p.demo, shop.currency, shop.tax_name, shop.tax_basis_points,
      (SELECT m.source FROM media m WHERE m.product_id = p.id AND m.kind = 'drawing'
        ORDER BY m.position, m.id LIMIT 1) AS drawing,
      (SELECT coalesce(json_agg(json_build_object('id', v.id::text, 'title', v.title, 'sku', v.sku,
          'amount', price.amount, 'compare_at', price.compare_at) ORDER BY v.position, v.id), '[]')
        FROM variant v LEFT JOIN price ON price.variant_id = v.id AND price.currency = shop.currency
        WHERE v.product_id = p.id) AS variants,
      EXISTS (SELECT FROM variant v JOIN variant_component c ON c.variant_id = v.id
        JOIN stock_item s ON s.id = c.stock_item_id
        WHERE v.product_id = p.id AND (s.sku <> v.sku OR c.quantity <> 1)) AS shares_shelves,
      (SELECT coalesce(json_agg(json_build_object('id', s.id::text, 'sku', s.sku, 'on_hand', s.on_hand,
          'reserved', s.reserved, 'variants', s.variants) ORDER BY s.id), '[]')
        FROM (
          SELECT s.id, s.sku, s.on_hand, s.reserved, json_agg(v.title ORDER BY v.position, v.id) AS variants
          FROM variant v JOIN variant_component c ON c.variant_id = v.id JOIN stock_item s ON s.id = c.stock_item_id
          WHERE v.product_id = p.id GROUP BY s.id
        ) AS s) AS stock
    FROM product p CROSS JOIN shop WHERE p.id = ${BigInt(id)}`
  return row ? toAdminProduct(row) : null
}

export async function getAdminProduct(id: string): Promise<AdminProduct | null> {
  return findAdminProduct(sql(), id)
}
