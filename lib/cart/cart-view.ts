import { add } from '@/lib/money'
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
    lines: cart.lines.map((line) => toLineView(line, cart)),
    rates: cart.rates,
    rateId: cart.rate?.id ?? null,
    shippable: cart.shippable,
    /** On goods first, then on delivery; what a line has of its own stands with it too. */
    discounts: cart.discounts.map(({ id, level, amount, ...discount }) => ({
      id,
      level,
      name: nameOf(discount),
      amount,
    })),
    /** All that is off, goods and delivery together. */
    saved: add(cart.totals.discount, cart.totals.shippingDiscount),
    /** `problem` says why a code takes nothing off; `idle`, why one that applies doesn’t. */
    codes: cart.discountCodes.map(({ code, applicable, idle = null }) => ({
      code,
      applicable,
      idle,
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
  const warnings = cart.warnings.flatMap((warning) => ('discountCode' in warning ? [warning] : []))
  return warnings.find(({ discountCode }) => discountCode === code)?.message ?? null
}

const nameOf = ({ code, title }: { code: string | null; title: string }) => code ?? title

function toLineView(line: CartLineDetail, cart: Cart) {
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
    /** Those on the line itself; a share in one on the order is not shown. */
    discounts: cart.discounts
      .filter(({ level }) => level === 'product')
      .flatMap((discount) =>
        line.discounts
          .filter(({ discountId }) => discountId === discount.id)
          .map(({ amount }) => ({ name: nameOf(discount), amount })),
      ),
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
