import type { Cart, CartLineDetail } from './load-cart'
import { isLineWarning } from './warnings'

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
    discounts: cart.discounts,
    /** `problem` says why a code takes nothing off. */
    codes: cart.discountCodes.map(({ code, applicable }) => ({
      code,
      applicable,
      problem: problemOf(cart, code),
    })),
    giftCards: cart.giftCards.map(({ giftCardId: _, ...card }) => card),
    totals: cart.totals,
    taxName: cart.taxName,
    /** Of lines. */
    warnings: cart.warnings.filter(isLineWarning),
  }
}

function problemOf(cart: Cart, code: string): string | null {
  const warnings = cart.warnings.flatMap((warning) => (isLineWarning(warning) ? [] : [warning]))
  return warnings.find(({ discountCode }) => discountCode === code)?.message ?? null
}

function toLineView(line: CartLineDetail) {
  const { id, quantity, state, available, title, variantTitle, drawing, unitPrice, subtotal } = line
  return {
    id,
    quantity,
    state,
    available,
    title,
    variantTitle,
    drawing,
    unitPrice,
    /** Before discounts, as an invoice lists it. */
    subtotal,
    discounts: line.discounts,
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
