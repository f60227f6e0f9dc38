import { type Attributes, inOrder } from '@/lib/attributes'
import type { ProductView, VariantView } from '@/lib/catalog/product-view'
import type { Sql } from '@/lib/db'
import { type Currency, type Money, money, toCurrency } from '@/lib/money'
import { pickRate, quote, type Rate } from '@/lib/shipping/quote'
import type { CartAddress } from './addresses'
import type { Buyer } from './buyer'
import {
  type AppliedDiscount,
  type CartDiscountCode,
  discountCart,
  type LineDiscount,
} from './cart-discounts'
import { availableOn, type CartGiftCard, giftCardWarning, toGiftCards } from './cart-gift-cards'
import { type CartRow, type LineRow, selectCart } from './cart-row'
import type { CartMetafield } from './metafields'
import { type Share, shareStock } from './share-stock'
import { computeTotals, type Totals } from './totals'
import { type CartWarning, cutWarning } from './warnings'

export type Cart = {
  id: bigint
  token: string
  /** Names the cart to those who may not open it. */
  publicId: string
  createdAt: Date
  updatedAt: Date
  /** Raised by every change. */
  version: number
  currency: Currency
  countryCode: string
  note: string
  /** In the order they were given. */
  attributes: Attributes
  buyer: Buyer
  /** Where the buyer may have it sent to; a selected one decides the country. */
  addresses: CartAddress[]
  metafields: CartMetafield[]
  /** Newest first. */
  lines: CartLineDetail[]
  /** Ways to send it to its country, cheapest first; none while nothing needs sending. */
  rates: Rate[]
  /** The chosen one, else the cheapest; null when nothing needs sending or the country is not served. */
  rate: Rate | null
  /** Something in it needs sending. Without a `rate` it can't be: UNSHIPPABLE. */
  shippable: boolean
  /** Those it has: on products, then on the order, then on delivery. */
  discounts: AppliedDiscount[]
  /** Every code given, whether it applies or not; why not stands in `warnings`. */
  discountCodes: CartDiscountCode[]
  /** In the order in which they are spent. */
  giftCards: CartGiftCard[]
  totals: Totals
  taxName: string
  taxBasisPoints: number
  /** What is not as the shopper asked: lines first, then codes. */
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
  /** How many this cart could have if nothing else were in it; null where nothing is counted. */
  onShelf: number | null
  variantId: bigint | null
  productId: bigint | null
  handle: string
  title: string
  vendor: string
  /** Empty where the product has no options. */
  variantTitle: string
  sku: string
  /** In the order of the product's options; none where it has no options. */
  selectedOptions: VariantView['selectedOptions']
  /** Of the product, in their order. */
  media: ProductView['media']
  drawing: string
  unitPrice: Money
  /** Of one, before the price was lowered. */
  compareAtPrice: Money | null
  /** Of `unit` in one, such as 150 of "g"; null where nobody compares by it. */
  unitQuantity: number | null
  unit: string | null
  /** quantity × unit price. */
  subtotal: Money
  /** After the discounts on it, as it is shown; a discount on the order lies outside. */
  total: Money
  /** After its share of the discounts on the order too: what a refund gives back. */
  paid: Money
  /** Of both kinds. */
  discounts: LineDiscount[]
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
  /** It is money: nothing is ever off it. */
  isGiftCard: boolean
}

/**
 * The cart as it stands this moment, with live prices, stock and rates: one statement, whatever is in it.
 * With `lock` nobody else changes the cart until the transaction ends (a second statement: one that waited for the
 * lock would still see the lines from before).
 * @returns null for a token that opens no cart, or one that expired
 */
export async function loadCart(
  source: Sql,
  token: string,
  options: { lock?: boolean } = {},
): Promise<Cart | null> {
  if (options.lock) await source.$queryRaw`SELECT 1 FROM cart WHERE token = ${token} FOR NO KEY UPDATE`
  const [row] = await source.$queryRaw<CartRow[]>`${selectCart} AND cart.token = ${token}`
  return row ? toCart(row) : null
}

/** The same by the name of the cart, which opens nothing: for `readClosedCart`. */
export async function loadNamedCart(source: Sql, publicId: string): Promise<Cart | null> {
  const [row] = await source.$queryRaw<CartRow[]>`${selectCart} AND cart.public_id = ${publicId}`
  return row ? toCart(row) : null
}

function toCart(row: CartRow): Cart {
  const currency = toCurrency(row.currency)
  // Whoever was in the cart first keeps what stock there is: the list is newest first.
  const oldestFirst = [...row.lines].reverse()
  const shares = shareStock(oldestFirst).reverse()
  const details = row.lines.map((line, index) => toLine(line, shares[index], currency))
  const sent = details.filter((line) => line.requiresShipping && line.quantity > 0)
  const goods = { currency, lines: details, taxBasisPoints: row.tax_basis_points }
  // What is free from an amount on counts the goods before discounts, or one offer would take another away; not gift
  // cards, which are money: a card bought along would pay for the delivery and be spent all the same.
  const counted = details.filter((line) => !line.isGiftCard)
  const parcel = {
    grams: sent.reduce((sum, line) => sum + line.quantity * line.weightGrams, 0),
    subtotal: computeTotals({ ...goods, lines: counted, shipping: null }).totals.subtotal.minor,
  }
  const fitting = sent.length > 0 ? quote(row.rates, parcel, currency) : []
  const rate = pickRate(fitting, row.shipping_rate_id === null ? null : String(row.shipping_rate_id))
  const discounted = discountCart({
    ...goods,
    codes: row.discount_codes,
    rules: row.discounts,
    shipping: rate?.price ?? null,
    shippable: sent.length > 0,
    now: row.now,
    giftCards: availableOn(row.gift_cards, currency),
  })
  const giftCards = toGiftCards(row.gift_cards, discounted.cardShares)
  return {
    id: row.id,
    token: row.token,
    publicId: row.public_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    currency,
    countryCode: row.country_code,
    note: row.note,
    attributes: inOrder(row.attributes, row.attribute_keys),
    buyer: {
      countryCode: row.buyer_country,
      email: row.email,
      phone: row.phone,
      preferences: row.preferences,
    },
    addresses: row.addresses,
    metafields: row.metafields,
    lines: discounted.lines,
    rates: fitting,
    rate,
    shippable: sent.length > 0,
    discounts: discounted.discounts,
    discountCodes: discounted.discountCodes,
    totals: discounted.totals,
    giftCards,
    taxName: row.tax_name,
    taxBasisPoints: row.tax_basis_points,
    warnings: [
      ...details.flatMap((line, index) => cutWarning(line, row.lines[index]?.asked ?? 0) ?? []),
      ...discounted.warnings,
      ...giftCards.flatMap(giftCardWarning),
    ],
  }
}

function toLine(
  row: LineRow,
  share: Share = { quantity: 0, available: 0 },
  currency: Currency,
): Omit<CartLineDetail, 'subtotal' | 'total' | 'paid' | 'discounts'> {
  return {
    id: row.id,
    quantity: share.quantity,
    attributes: inOrder(row.attributes, row.attribute_keys),
    state: row.sellable ? 'ok' : 'unavailable',
    available: share.available,
    onShelf: onShelf(row),
    variantId: row.variant_id === null ? null : BigInt(row.variant_id),
    productId: row.product_id === null ? null : BigInt(row.product_id),
    handle: row.handle ?? '',
    title: row.title ?? row.kept_title,
    vendor: row.vendor ?? '',
    variantTitle: row.variant_title === 'Default Title' ? '' : (row.variant_title ?? ''),
    sku: row.sku ?? '',
    selectedOptions: row.options ?? [],
    media: row.media,
    drawing: row.media.find(({ kind }) => kind === 'drawing')?.source ?? '',
    unitPrice: money(row.amount ?? 0, currency),
    compareAtPrice: row.compare_at === null ? null : money(row.compare_at, currency),
    unitQuantity: row.unit_quantity,
    unit: row.unit,
    weightGrams: row.weight_grams ?? 0,
    requiresShipping: row.requires_shipping ?? false,
    articleId: row.article && BigInt(row.article.id),
    articleTitle: row.article?.title ?? null,
    articlePath: row.article?.path ?? null,
    components: row.components.map(({ stockItemId, quantity }) => ({
      stockItemId: BigInt(stockItemId),
      quantity,
    })),
    demo: row.demo ?? false,
    isSupplement: row.is_supplement ?? false,
    isGiftCard: row.is_gift_card ?? false,
  }
}

function onShelf({ components }: LineRow): number | null {
  if (components.length === 0) return null
  return Math.min(...components.map(({ free, quantity }) => Math.floor(free / quantity)))
}
