import { createHash, randomBytes } from 'node:crypto'
import type { Cart } from '@/lib/cart/load-cart'
import type { Tx } from '@/lib/db'
import { takenUses } from '@/lib/discounts/sql'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { type CardShare, holdGiftCards } from '@/lib/gift-cards/hold-gift-cards'
import { type Demand, holdStock } from '@/lib/inventory/hold-stock'
import { subtract, taxContained } from '@/lib/money'

export type FrozenOrder = {
  id: bigint
  token: string
  demands: Demand[]
  cardShares: CardShare[]
  discounted: boolean
}

type FrozenLine = { orderId: bigint; id: bigint; position: number }

/**
 * What a shopper agreed to, as a hash: goods, prices, discounts, gift cards, delivery, destination, note. The same cart
 * at the same prices continues the same checkout; any other starts a new one.
 */
export function fingerprint(cart: Cart): string {
  const agreed = {
    lines: cart.lines.map((line) => [
      String(line.variantId),
      line.quantity,
      line.unitPrice.minor,
      line.attributes,
      String(line.articleId),
      line.discounts.map(({ discountId, amount }) => [discountId, amount.minor]),
    ]),
    discounts: cart.discounts.map(({ id, code, amount }) => [id, code, amount.minor]),
    giftCards: cart.giftCards.map(({ giftCardId, amount }) => [String(giftCardId), amount.minor]),
    rate: cart.rate && [cart.rate.id, cart.rate.price.minor],
    country: cart.countryCode,
    total: cart.totals.total.minor,
    currency: cart.currency,
    note: cart.note,
    attributes: cart.attributes,
    // It stands filled in on the payment page.
    email: cart.buyer.email,
  }
  return createHash('sha256').update(JSON.stringify(agreed)).digest('base64url')
}

/**
 * Writes the order as the cart stands: from here on nothing said in catalog, cart or content changes it. Its discounts
 * count as used from now on.
 * @throws DomainError CART_CHANGED when others took the last use of one meanwhile; the transaction must roll back
 */
export async function freezeOrder(tx: Tx, cart: Cart): Promise<FrozenOrder> {
  const token = randomBytes(24).toString('base64url')
  const { totals, rate } = cart
  const frozen = cart.lines.map((line, position) => ({
    position,
    variant_id: String(line.variantId),
    product_id: String(line.productId),
    product_handle: line.handle,
    title: line.title,
    variant_title: line.variantTitle,
    sku: line.sku,
    drawing: line.drawing,
    quantity: line.quantity,
    unit_price: line.unitPrice.minor,
    discount: subtract(line.subtotal, line.paid).minor,
    total: line.paid.minor,
    tax: line.isGiftCard ? 0 : taxContained(line.paid.minor, cart.taxBasisPoints),
    weight_grams: line.weightGrams,
    requires_shipping: line.requiresShipping,
    is_gift_card: line.isGiftCard,
    attributes: line.attributes,
    attribute_keys: Object.keys(line.attributes),
    article_id: line.articleId === null ? null : String(line.articleId),
    article_title: line.articleTitle,
  }))
  const discounts = cart.discounts.map(({ id, amount, ...discount }, position) => ({
    ...discount,
    position,
    discount_id: id,
    amount: amount.minor,
  }))
  const shares = cart.lines.flatMap((line, position) =>
    line.discounts.map(({ discountId, amount }) => ({
      position,
      discount_id: discountId,
      amount: amount.minor,
    })),
  )
  const lines = await tx.$queryRaw<(FrozenLine & { taken: number })[]>`
    WITH ${takenUses(discounts.map((discount) => discount.discount_id))}, frozen AS (
      INSERT INTO "order" (token, cart_id, fingerprint, livemode, currency, subtotal, discount, shipping,
        shipping_discount, tax, tax_name, tax_basis_points, total, gift_card_amount, country_code, shipping_title, delivery_min_days, delivery_max_days, note,
        attributes, attribute_keys, updated_at)
      SELECT ${token}, ${cart.id}, ${fingerprint(cart)}, ${env().stripe.live}, ${cart.currency},
        ${totals.subtotal.minor}, ${totals.discount.minor}, ${totals.shipping?.minor ?? 0},
        ${totals.shippingDiscount.minor}, ${totals.tax.minor}, shop.tax_name, shop.tax_basis_points, ${totals.total.minor}, ${totals.giftCards.minor}, ${cart.countryCode}, ${rate?.title ?? ''},
        ${rate?.minDays ?? null}, ${rate?.maxDays ?? null}, ${cart.note}, ${JSON.stringify(cart.attributes)}::jsonb,
        ${Object.keys(cart.attributes)}::text[], now()
      FROM shop RETURNING id
    ), line AS (
      INSERT INTO order_line (order_id, position, variant_id, product_id, product_handle, title, variant_title, sku,
        drawing, quantity, unit_price, discount, total, tax, weight_grams, requires_shipping, is_gift_card, attributes,
        attribute_keys, article_id, article_title)
      SELECT frozen.id, line.* FROM frozen, jsonb_to_recordset(${JSON.stringify(frozen)}::jsonb) AS line (
        position int, variant_id bigint, product_id bigint, product_handle text, title text, variant_title text,
        sku text, drawing text, quantity int, unit_price int, discount int, total int, tax int, weight_grams int,
        requires_shipping boolean, is_gift_card boolean, attributes jsonb, attribute_keys text[],
        article_id bigint, article_title text)
      RETURNING order_id, id, position
    ), given AS (
      INSERT INTO order_discount (order_id, position, discount_id, code, title, level, kind, percent_basis_points, amount)
      SELECT frozen.id, given.* FROM frozen, jsonb_to_recordset(${JSON.stringify(discounts)}::jsonb) AS given (
        position int, discount_id bigint, code text, title text, level discount_level, kind discount_kind,
        percent int, amount int)
      RETURNING id, discount_id
    ), share AS (
      INSERT INTO order_line_discount (order_discount_id, order_line_id, amount)
      SELECT given.id, line.id, share.amount
      FROM jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) AS share (position int, discount_id bigint, amount int)
      JOIN line USING (position) JOIN given USING (discount_id)
    )
    SELECT order_id AS "orderId", id, position, (SELECT count(*) FROM taken)::int AS taken FROM line`
  const [first] = lines
  if (!first) throw new Error('the shop has not been seeded')
  if (first.taken < discounts.length)
    throw new DomainError(
      'CART_CHANGED',
      'A discount of your cart was just used up. Look it over, then check out.',
    )
  const cardShares = cart.giftCards
    .filter(({ amount }) => amount.minor > 0)
    .map(({ giftCardId, amount }) => ({ giftCardId, amount: amount.minor }))
  const demands = demandsOf(cart, lines)
  return { id: first.orderId, token, demands, cardShares, discounted: discounts.length > 0 }
}

function demandsOf(cart: Cart, lines: FrozenLine[]): Demand[] {
  return lines.flatMap((line) =>
    (cart.lines[line.position]?.components ?? []).map((component) => ({
      orderLineId: line.id,
      stockItemId: component.stockItemId,
      quantity: component.quantity * (cart.lines[line.position]?.quantity ?? 0),
    })),
  )
}

/** Call last in the transaction: see holdStock. */
export async function holdFrozen(tx: Tx, order: FrozenOrder): Promise<void> {
  await holdGiftCards(tx, order.id, order.cardShares)
  await holdStock(tx, order.id, order.demands)
}
