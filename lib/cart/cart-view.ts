import type { Cart, CartLineDetail } from './load-cart'

/** A cart as pages, panel and JSON show it: plain values, ids as strings, never the token. */
export type CartView = ReturnType<typeof toCartView>

export type CartLineView = ReturnType<typeof toLineView>

export function toCartView(cart: Cart) {
  return {
    version: cart.version,
    /** Pieces, over all lines. */
    count: cart.lines.reduce((sum, line) => sum + line.quantity, 0),
    currency: cart.currency,
    countryCode: cart.countryCode,
    note: cart.note,
    lines: cart.lines.map(toLineView),
    rates: cart.rates,
    rateId: cart.rate?.id ?? null,
    shippable: cart.shippable,
    totals: cart.totals,
    taxName: cart.taxName,
    warnings: cart.warnings,
  }
}

function toLineView(line: CartLineDetail) {
  const { id, quantity, state, available, title, variantTitle, drawing, unitPrice, total } = line
  return {
    id,
    quantity,
    state,
    available,
    title,
    variantTitle,
    drawing,
    unitPrice,
    total,
    attributes: line.attributes,
    variantId: line.variantId === null ? null : String(line.variantId),
    productId: line.productId === null ? null : String(line.productId),
    /** Path of the product's page; null where it is not shown any more. */
    path: line.state === 'ok' ? `/products/${line.handle}` : null,
    articleTitle: line.articleTitle,
    articlePath: line.articlePath,
    demo: line.demo,
  }
}
