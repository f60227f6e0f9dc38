import { createHash, randomBytes } from 'node:crypto'
import type { Cart } from '@/lib/cart/load-cart'
import type { Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { type Demand, holdStock } from '@/lib/inventory/hold-stock'
import { taxContained } from '@/lib/money'

export type FrozenOrder = { id: bigint; token: string; demands: Demand[] }

type FrozenLine = { orderId: bigint; id: bigint; position: number }

/**
 * What a shopper agreed to, as a hash: goods, prices, delivery, destination, note. The same cart at the same prices
 * continues the same checkout; any other starts a new one.
 */
export function fingerprint(cart: Cart): string {
  const agreed = {
    lines: cart.lines.map((line) => [
      String(line.variantId),
      line.quantity,
      line.unitPrice.minor,
      line.attributes,
      String(line.articleId),
    ]),
    rate: cart.rate && [cart.rate.id, cart.rate.price.minor],
    country: cart.countryCode,
    total: cart.totals.total.minor,
    currency: cart.currency,
    note: cart.note,
    attributes: cart.attributes,
  }
  return createHash('sha256').update(JSON.stringify(agreed)).digest('base64url')
}

/** Writes the order as the cart stands: from here on nothing said in catalog, cart or content changes it. */
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
    total: line.total.minor,
    tax: taxContained(line.total.minor, cart.taxBasisPoints),
    weight_grams: line.weightGrams,
    requires_shipping: line.requiresShipping,
    attributes: line.attributes,
    article_id: line.articleId === null ? null : String(line.articleId),
    article_title: line.articleTitle,
  }))
  const lines = await tx.$queryRaw<FrozenLine[]>`
    WITH frozen AS (
      INSERT INTO "order" (token, cart_id, fingerprint, livemode, currency, subtotal, discount, shipping, tax,
        tax_name, tax_basis_points, total, country_code, shipping_title, delivery_min_days, delivery_max_days, note,
        attributes, updated_at)
      SELECT ${token}, ${cart.id}, ${fingerprint(cart)}, ${env().stripe.live}, ${cart.currency},
        ${totals.subtotal.minor}, ${totals.discount.minor}, ${totals.shipping?.minor ?? 0}, ${totals.tax.minor},
        shop.tax_name, shop.tax_basis_points, ${totals.total.minor}, ${cart.countryCode}, ${rate?.title ?? ''},
        ${rate?.minDays ?? null}, ${rate?.maxDays ?? null}, ${cart.note}, ${JSON.stringify(cart.attributes)}::jsonb, now()
      FROM shop RETURNING id
    )
    INSERT INTO order_line (order_id, position, variant_id, product_id, product_handle, title, variant_title, sku,
      drawing, quantity, unit_price, total, tax, weight_grams, requires_shipping, attributes, article_id, article_title)
    SELECT frozen.id, line.* FROM frozen, jsonb_to_recordset(${JSON.stringify(frozen)}::jsonb) AS line (
      position int, variant_id bigint, product_id bigint, product_handle text, title text, variant_title text,
      sku text, drawing text, quantity int, unit_price int, total int, tax int, weight_grams int,
      requires_shipping boolean, attributes jsonb, article_id bigint, article_title text)
    RETURNING order_id AS "orderId", id, position`
  const [first] = lines
  if (!first) throw new Error('the shop has not been seeded')
  return { id: first.orderId, token, demands: demandsOf(cart, lines) }
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
  await holdStock(tx, order.id, order.demands)
}
