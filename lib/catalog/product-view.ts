import { type Availability, stockWord } from '@/lib/inventory/availability'
import { type Money, money, proportion, toCurrency } from '@/lib/money'
import type { ProductRow } from './products'

/**
 * A product as pages show it; plain JSON, ids as strings, so that a cache can hold it.
 * `description` is Markdown; weights are grams; times are ISO 8601 in UTC.
 */
export type ProductView = ReturnType<typeof toProduct>
export type VariantView = ProductView['variants'][number]

export function toProduct(row: ProductRow) {
  const values = row.options.flatMap(({ name, values, valueIds }, place) =>
    valueIds.map((id, at) => [id, { place, name, value: values[at] ?? '' }] as const),
  )
  const known = new Map(values)
  const variants = row.variants.map((variant) => toVariant(variant, row, known))
  const words = variants.map((variant) => variant.availability)
  return {
    id: String(row.id),
    handle: row.handle,
    title: row.title,
    subtitle: row.subtitle,
    description: row.description,
    vendor: row.vendor,
    productType: row.product_type,
    tags: row.tags,
    isSupplement: row.is_supplement,
    isGiftCard: row.is_gift_card,
    labelConfirmed: row.label_confirmed,
    demo: row.demo,
    options: row.options,
    variants,
    media: row.media,
    metafields: row.metafields,
    /** The best of its variants: a product is sold out when all of them are. */
    availability: best(words),
    publishedAt: row.published_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    seoTitle: row.seo_title,
    seoDescription: row.seo_description,
  }
}

function toVariant(
  variant: ProductRow['variants'][number],
  product: ProductRow,
  values: ReadonlyMap<string, { place: number; name: string; value: string }>,
) {
  const currency = toCurrency(product.currency)
  const price = money(variant.amount, currency)
  // What takes nothing from a shelf, like a voucher, is always there; the cart counts alike.
  const availability =
    variant.available === null ? 'in_stock' : stockWord(variant.available, product.low_stock)
  return {
    id: variant.id,
    title: variant.title,
    sku: variant.sku,
    price,
    compareAtPrice: variant.compare_at === null ? null : money(variant.compare_at, currency),
    unitPrice: unitPrice(price, variant.unit_quantity, variant.unit),
    unitQuantity: variant.unit_quantity,
    availability,
    availableForSale: availability !== 'sold_out',
    /** How many could be promised now; null where nothing is counted. Pages show the word, never the number. */
    quantityAvailable: variant.available,
    selectedOptions: (variant.value_ids ?? [])
      .flatMap((id) => values.get(id) ?? [])
      .sort((a, b) => a.place - b.place)
      .map(({ name, value }) => ({ name, value })),
    weightGrams: variant.weight_grams,
    requiresShipping: variant.requires_shipping,
  }
}

/**
 * What 100 g or 100 ml cost, or 1 of any other unit: it lets a reader compare sizes. A pack that holds exactly that
 * has none, since its price says it already.
 */
export function unitPrice(
  price: Money,
  quantity: number | null,
  unit: string | null,
): { price: Money; quantity: number; unit: string } | null {
  if (quantity === null || unit === null) return null
  const per = unit === 'g' || unit === 'ml' ? 100 : 1
  return quantity === per ? null : { price: proportion(price, per, quantity), quantity: per, unit }
}

function best(words: Availability[]): Availability {
  return words.find((word) => word === 'in_stock') ?? words.find((word) => word === 'low_stock') ?? 'sold_out'
}
