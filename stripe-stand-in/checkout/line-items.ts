import type Stripe from 'stripe'
import { mergeMetadata } from '../api/value-rules'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'
import { discountOfLines } from './totals'

type Params = Stripe.Checkout.SessionCreateParams
type LineParams = Stripe.Checkout.SessionCreateParams.LineItem
type ProductParams = Stripe.Checkout.SessionCreateParams.LineItem.PriceData.ProductData

/** The lines of a session from checked parameters, each with a price and product made for it alone. */
export function lineItemsOf(params: Params, tx: Tx): Stripe.LineItem[] {
  const lines = params.line_items ?? []
  const subtotals = lines.map((line) => (line.price_data?.unit_amount ?? 0) * (line.quantity ?? 0))
  const couponId = params.discounts?.[0]?.coupon
  const discounts = discountOfLines(subtotals, (couponId && tx.get('coupon', couponId)) || null)
  return lines.map((line, index) => {
    const subtotal = subtotals[index] ?? 0
    const discount = discounts[index] ?? 0
    const price = priceOf(line, tx)
    return {
      id: newId('line_item'),
      object: 'item',
      adjustable_quantity: null,
      amount_discount: discount,
      amount_subtotal: subtotal,
      amount_tax: 0,
      amount_total: subtotal - discount,
      currency: price.currency,
      description: line.price_data?.product_data?.name ?? null,
      metadata: mergeMetadata({}, line.metadata),
      price,
      quantity: line.quantity ?? null,
    }
  })
}

function priceOf({ price_data: data }: LineParams, tx: Tx): Stripe.Price {
  const unitAmount = data?.unit_amount ?? 0
  return {
    id: newId('price'),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: Math.floor(tx.now / 1000),
    currency: (data?.currency ?? '').toLowerCase(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: createProduct(data?.product_data, tx).id,
    recurring: null,
    tax_behavior: data?.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: unitAmount,
    // The package's type is what its client makes of the text on the wire.
    unit_amount_decimal: String(unitAmount) as unknown as Stripe.Decimal,
  }
}

function createProduct(data: ProductParams | undefined, tx: Tx): Stripe.Product {
  const now = Math.floor(tx.now / 1000)
  const product: Stripe.Product = {
    id: newId('product'),
    object: 'product',
    active: false,
    created: now,
    default_price: null,
    description: data?.description ?? null,
    images: data?.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: mergeMetadata({}, data?.metadata),
    name: data?.name ?? '',
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: data?.tax_code ?? null,
    tax_details: null,
    type: 'service',
    unit_label: data?.unit_label ?? null,
    updated: now,
    url: null,
  }
  tx.put('product', product.id, product)
  return product
}
