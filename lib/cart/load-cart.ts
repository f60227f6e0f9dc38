import type { db, Tx } from '@/lib/db'
import { type Currency, type Money, money, toCurrency } from '@/lib/money'
import { pickRate, quote, type Rate, type RateRule } from '@/lib/shipping/quote'
import { Prisma } from '@/prisma/generated/client'
import type { Attributes } from './attributes'
import { type Share, shareStock } from './share-stock'
import { free, sellable } from './sql'
import { computeTotals, type Totals } from './totals'
import { type CartWarning, cutWarning } from './warnings'

export type Cart = {
  id: bigint
  token: string
  /** Raised by every change. */
  version: number
  currency: Currency
  countryCode: string
  note: string
  attributes: Attributes
  /** Newest first. */
  lines: CartLineDetail[]
  /** Ways to send it to its country, cheapest first; none while nothing needs sending. */
  rates: Rate[]
  /** The chosen one, else the cheapest; null when nothing needs sending or the country is not served. */
  rate: Rate | null
  /** Something in it needs sending. Without a `rate` it can't be: UNSHIPPABLE. */
  shippable: boolean
  totals: Totals
  taxName: string
  taxBasisPoints: number
  /** Where the cart holds less than the shopper asked for. Not to be sold before they have seen it. */
  warnings: CartWarning[]
}

export type CartLineDetail = {
  id: string
  /** What the cart really has now: what was asked for, cut to stock; 0 when sold out or unavailable. */
  quantity: number
  attributes: Attributes
  /** `unavailable`: unpublished or gone; it can only be removed. */
  state: 'ok' | 'unavailable'
  /** How many this line could hold beside the other lines. */
  available: number
  variantId: bigint | null
  productId: bigint | null
  handle: string
  title: string
  /** Empty where the product has no options. */
  variantTitle: string
  sku: string
  drawing: string
  unitPrice: Money
  total: Money
  /** Of one. */
  weightGrams: number
  requiresShipping: boolean
  articleId: bigint | null
  articleTitle: string | null
  /** Path of the article it was added from. */
  articlePath: string | null
  components: { stockItemId: bigint; quantity: number }[]
  demo: boolean
  isSupplement: boolean
}

type LineRow = {
  id: string
  asked: number
  attributes: Attributes
  kept_title: string
  sellable: boolean
  variant_id: string | null
  product_id: string | null
  handle: string | null
  title: string | null
  variant_title: string | null
  sku: string | null
  drawing: string | null
  amount: number | null
  weight_grams: number | null
  requires_shipping: boolean | null
  is_supplement: boolean | null
  demo: boolean | null
  article_id: string | null
  article_title: string | null
  article_path: string | null
  components: { stockItemId: string; quantity: number; free: number }[]
}

type CartRow = {
  id: bigint
  token: string
  version: number
  currency: string
  country_code: string
  shipping_rate_id: bigint | null
  note: string
  attributes: Attributes
  tax_name: string
  tax_basis_points: number
  lines: LineRow[]
  rates: RateRule[]
}

/**
 * The cart as it stands this moment, with live prices, stock and rates: one statement, whatever is in it.
 * With `lock` nobody else changes the cart until the transaction ends (a second statement: one that waited for the
 * lock would still see the lines from before).
 * @returns null for a token that opens no cart, or one that expired
 */
export async function loadCart(
  source: Tx | ReturnType<typeof db>,
  token: string,
  options: { lock?: boolean } = {},
): Promise<Cart | null> {
  if (options.lock) await source.$queryRaw`SELECT 1 FROM cart WHERE token = ${token} FOR UPDATE`
  const [row] = await source.$queryRaw<CartRow[]>`
    SELECT cart.id, cart.token, cart.version, cart.currency, cart.country_code, cart.shipping_rate_id, cart.note,
      cart.attributes, shop.tax_name, shop.tax_basis_points, ${lines} AS lines, ${rates} AS rates
    FROM cart CROSS JOIN shop
    WHERE cart.token = ${token} AND cart.expires_at > now()`
  return row ? toCart(row) : null
}

const lines = Prisma.sql`(
  SELECT COALESCE(json_agg(json_build_object(
    'id', line.id, 'asked', line.quantity, 'attributes', line.attributes, 'kept_title', line.title,
    'sellable', COALESCE(${sellable}, false),
    'variant_id', variant.id::text, 'product_id', product.id::text, 'handle', product.handle,
    'title', product.title, 'variant_title', variant.title, 'sku', variant.sku,
    'drawing', (SELECT media.source FROM media WHERE media.product_id = product.id AND media.kind = 'drawing'
      ORDER BY media.position, media.id LIMIT 1),
    'amount', price.amount, 'weight_grams', variant.weight_grams, 'requires_shipping', variant.requires_shipping,
    'is_supplement', product.is_supplement, 'demo', product.demo,
    'article_id', article.id::text, 'article_title', article.title,
    'article_path', '/blogs/' || blog.handle || '/' || article.handle,
    'components', (SELECT COALESCE(json_agg(json_build_object(
        'stockItemId', stock.id::text, 'quantity', component.quantity, 'free', ${free})), '[]')
      FROM variant_component component JOIN stock_item stock ON stock.id = component.stock_item_id
      WHERE component.variant_id = variant.id)
  ) ORDER BY line.created_at DESC, line.id), '[]')
  FROM cart_line line
  LEFT JOIN variant ON variant.id = line.variant_id
  LEFT JOIN product ON product.id = variant.product_id
  LEFT JOIN price ON price.variant_id = variant.id AND price.currency = cart.currency
  LEFT JOIN article ON article.id = line.article_id AND article.status = 'active'
  LEFT JOIN blog ON blog.id = article.blog_id
  WHERE line.cart_id = cart.id)`

const rates = Prisma.sql`(
  SELECT COALESCE(json_agg(json_build_object(
    'id', rate.id::text, 'title', rate.title, 'price', rate.price, 'minGrams', rate.min_grams,
    'maxGrams', rate.max_grams, 'minSubtotal', rate.min_subtotal, 'maxSubtotal', rate.max_subtotal,
    'freeFrom', rate.free_from, 'minDays', rate.min_days, 'maxDays', rate.max_days, 'demo', rate.demo
  ) ORDER BY rate.position, rate.id), '[]')
  FROM shipping_zone zone JOIN shipping_rate rate ON rate.zone_id = zone.id
  WHERE cart.country_code = ANY (zone.countries) AND rate.active)`

function toCart(row: CartRow): Cart {
  const currency = toCurrency(row.currency)
  // Whoever was in the cart first keeps what stock there is: the list is newest first.
  const oldestFirst = [...row.lines].reverse()
  const shares = shareStock(oldestFirst).reverse()
  const details = row.lines.map((line, index) => toLine(line, shares[index], currency))
  const sent = details.filter((line) => line.requiresShipping && line.quantity > 0)
  const goods = { currency, lines: details, taxBasisPoints: row.tax_basis_points }
  const parcel = {
    grams: sent.reduce((sum, line) => sum + line.quantity * line.weightGrams, 0),
    subtotal: computeTotals({ ...goods, shipping: null }).totals.subtotal.minor,
  }
  const fitting = sent.length > 0 ? quote(row.rates, parcel, currency) : []
  const rate = pickRate(fitting, row.shipping_rate_id === null ? null : String(row.shipping_rate_id))
  return {
    id: row.id,
    token: row.token,
    version: row.version,
    currency,
    countryCode: row.country_code,
    note: row.note,
    attributes: row.attributes,
    lines: details,
    rates: fitting,
    rate,
    shippable: sent.length > 0,
    totals: computeTotals({ ...goods, shipping: rate?.price ?? null }).totals,
    taxName: row.tax_name,
    taxBasisPoints: row.tax_basis_points,
    warnings: details.flatMap((line, index) => cutWarning(line, row.lines[index]?.asked ?? 0) ?? []),
  }
}

function toLine(
  row: LineRow,
  share: Share = { quantity: 0, available: 0 },
  currency: Currency,
): CartLineDetail {
  const unitPrice = money(row.amount ?? 0, currency)
  return {
    id: row.id,
    quantity: share.quantity,
    attributes: row.attributes,
    state: row.sellable ? 'ok' : 'unavailable',
    available: share.available,
    variantId: row.variant_id === null ? null : BigInt(row.variant_id),
    productId: row.product_id === null ? null : BigInt(row.product_id),
    handle: row.handle ?? '',
    title: row.title ?? row.kept_title,
    variantTitle: row.variant_title === 'Default Title' ? '' : (row.variant_title ?? ''),
    sku: row.sku ?? '',
    drawing: row.drawing ?? '',
    unitPrice,
    total: computeTotals({
      currency,
      lines: [{ unitPrice, quantity: share.quantity }],
      shipping: null,
      taxBasisPoints: 0,
    }).totals.total,
    weightGrams: row.weight_grams ?? 0,
    requiresShipping: row.requires_shipping ?? false,
    articleId: row.article_id === null ? null : BigInt(row.article_id),
    articleTitle: row.article_title,
    articlePath: row.article_path,
    components: row.components.map(({ stockItemId, quantity }) => ({
      stockItemId: BigInt(stockItemId),
      quantity,
    })),
    demo: row.demo ?? false,
    isSupplement: row.is_supplement ?? false,
  }
}
