import type { Attributes } from '@/lib/attributes'
import type { ProductRow } from '@/lib/catalog/products'
import { mediaRows } from '@/lib/catalog/sql'
import type { DiscountRule } from '@/lib/discounts/rules'
import { discountRules } from '@/lib/discounts/sql'
import type { RateRule } from '@/lib/shipping/quote'
import { Prisma } from '@/prisma/generated/client'
import type { CartAddress } from './addresses'
import type { BuyerPreferences } from './buyer'
import { type GiftCardRow, giftCards } from './cart-gift-cards'
import type { CartMetafield } from './metafields'
import { free, sellable } from './sql'

// What one statement reads of a cart; `load-cart.ts` makes a cart of it.

export type LineRow = {
  id: string
  asked: number
  attributes: Attributes
  attribute_keys: string[]
  kept_title: string
  sellable: boolean
  variant_id: string | null
  product_id: string | null
  handle: string | null
  title: string | null
  vendor: string | null
  variant_title: string | null
  sku: string | null
  unit_quantity: number | null
  unit: string | null
  /** Names and values, in the order of the product's options; null where it has none. */
  options: { name: string; value: string }[] | null
  media: ProductRow['media']
  amount: number | null
  compare_at: number | null
  weight_grams: number | null
  requires_shipping: boolean | null
  is_supplement: boolean | null
  is_gift_card: boolean | null
  demo: boolean | null
  /** That it was added from, while it can be read. */
  article: { id: string; title: string; path: string } | null
  components: { stockItemId: string; quantity: number; free: number }[]
}

export type CartRow = {
  id: bigint
  token: string
  public_id: string
  created_at: Date
  updated_at: Date
  version: number
  currency: string
  country_code: string
  shipping_rate_id: bigint | null
  note: string
  attributes: Attributes
  attribute_keys: string[]
  buyer_country: string | null
  email: string | null
  phone: string | null
  preferences: BuyerPreferences | null
  tax_name: string
  tax_basis_points: number
  lines: LineRow[]
  rates: RateRule[]
  addresses: CartAddress[]
  metafields: CartMetafield[]
  discount_codes: string[]
  discounts: DiscountRule[]
  /** Milliseconds since 1970. */
  now: number
  gift_cards: GiftCardRow[]
}

// Each line reads its own (`OFFSET 0`): joined with all lines at once, the tables of a small shop are read from end to end, which
// takes three times as long. A record is written as JSON in half the time that `json_build_object` takes.
const lines = Prisma.sql`(
  SELECT COALESCE(json_agg(item ORDER BY line.created_at DESC, line.id), '[]')
  FROM cart_line line CROSS JOIN LATERAL (
    SELECT line.id, line.quantity AS asked, line.attributes, line.attribute_keys, line.title AS kept_title,
      COALESCE(${sellable}, false) AS sellable, variant.id::text AS variant_id, product.id::text AS product_id,
      product.handle, product.title, product.vendor, variant.title AS variant_title, variant.sku,
      variant.unit_quantity, variant.unit, price.amount, price.compare_at, variant.weight_grams,
      variant.requires_shipping, product.is_supplement, product.is_gift_card, product.demo,
      CASE WHEN line.article_id IS NOT NULL THEN (
        SELECT json_build_object('id', article.id::text, 'title', article.title,
          'path', '/blogs/' || blog.handle || '/' || article.handle)
        FROM article JOIN blog ON blog.id = article.blog_id
        WHERE article.id = line.article_id AND article.status = 'active') END AS article,
      (SELECT json_agg(json_build_object('name', option.name, 'value', value.value) ORDER BY option.position, option.id)
        FROM variant_option_value chosen JOIN option_value value ON value.id = chosen.option_value_id
        JOIN product_option option ON option.id = value.option_id
        WHERE chosen.variant_id = variant.id) AS options,
      (SELECT ${mediaRows} FROM media WHERE media.product_id = product.id) AS media,
      (SELECT COALESCE(json_agg(json_build_object(
          'stockItemId', stock.id::text, 'quantity', component.quantity, 'free', ${free})), '[]')
        FROM variant_component component JOIN stock_item stock ON stock.id = component.stock_item_id
        WHERE component.variant_id = variant.id) AS components
    FROM (SELECT) AS one
    LEFT JOIN variant ON variant.id = line.variant_id
    LEFT JOIN product ON product.id = variant.product_id
    LEFT JOIN price ON price.variant_id = variant.id AND price.currency = cart.currency
    OFFSET 0) AS item
  WHERE line.cart_id = cart.id)`

/** Where it goes: to the selected address, else where the cart itself is said to go. */
const destination = Prisma.sql`COALESCE(
  (SELECT address.country_code FROM cart_address address WHERE address.id = cart.address_id),
  cart.country_code)`

const rates = Prisma.sql`(
  SELECT COALESCE(json_agg(json_build_object(
    'id', rate.id::text, 'title', rate.title, 'price', rate.price, 'minGrams', rate.min_grams,
    'maxGrams', rate.max_grams, 'minSubtotal', rate.min_subtotal, 'maxSubtotal', rate.max_subtotal,
    'freeFrom', rate.free_from, 'minDays', rate.min_days, 'maxDays', rate.max_days, 'demo', rate.demo
  ) ORDER BY rate.position, rate.id), '[]')
  FROM shipping_zone zone JOIN shipping_rate rate ON rate.zone_id = zone.id
  WHERE ${destination} = ANY (zone.countries) AND rate.active)`

const addresses = Prisma.sql`(
  SELECT COALESCE(json_agg(json_build_object(
    'id', address.id, 'selected', address.id IS NOT DISTINCT FROM cart.address_id, 'oneTimeUse', address.one_time_use,
    'countryCode', address.country_code, 'firstName', address.first_name, 'lastName', address.last_name,
    'company', address.company, 'line1', address.line1, 'line2', address.line2, 'city', address.city,
    'region', address.region, 'postcode', address.postcode, 'phone', address.phone
  ) ORDER BY address.position, address.id), '[]')
  FROM cart_address address WHERE address.cart_id = cart.id)`

const metafields = Prisma.sql`(
  SELECT COALESCE(json_agg(json_build_object('id', metafield.id::text, 'namespace', metafield.namespace,
    'key', metafield.key, 'type', metafield.type, 'value', metafield.value) ORDER BY metafield.id), '[]')
  FROM cart_metafield metafield WHERE metafield.cart_id = cart.id)`

/** Everything about a cart, in one statement, whatever is in it. Say which after it. */
export const selectCart = Prisma.sql`
  SELECT cart.id, cart.token, cart.public_id, cart.created_at, cart.updated_at, cart.version, cart.currency,
    ${destination} AS country_code, cart.shipping_rate_id, cart.note, cart.attributes, cart.attribute_keys, cart.buyer_country,
    cart.email, cart.phone, cart.preferences, shop.tax_name, shop.tax_basis_points, ${lines} AS lines,
    ${rates} AS rates, ${addresses} AS addresses, ${metafields} AS metafields,
    cart.discount_codes, ${discountRules} AS discounts, (extract(epoch FROM now()) * 1000)::float8 AS now,
    ${giftCards} AS gift_cards
  FROM cart CROSS JOIN shop WHERE cart.expires_at > now()`
