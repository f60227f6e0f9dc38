import { add, type Currency, type Money, money, multiply, subtract, taxContained, zero } from '@/lib/money'

export type Totals = {
  /** Lines before discounts. */
  subtotal: Money
  /** All that is off the goods. */
  discount: Money
  /** After its own discount. Null while nothing needs shipping, or the destination has no rate. */
  shipping: Money | null
  shippingDiscount: Money
  /** Contained in the total, not added to it. */
  tax: Money
  total: Money
}

type Input = {
  currency: Currency
  lines: readonly { unitPrice: Money; quantity: number; discount?: Money }[]
  /** Before its discount. */
  shipping: Money | null
  shippingDiscount?: Money
  /** 1500 is 15 %. */
  taxBasisPoints: number
}

/**
 * The one place that adds up a cart: page, panel, order and Stripe all show what comes out here.
 * Tax is rounded once per line and once for shipping, then summed, so that the parts on an invoice add up.
 * @returns totals, and for each line in order what an order line keeps of it
 * @throws RangeError when currencies are mixed or a discount is more than what it is off
 */
export function computeTotals(input: Input) {
  const { currency, lines, taxBasisPoints } = input
  const none = zero(currency)
  const { shippingDiscount = none } = input
  const tax = (gross: Money) => money(taxContained(gross.minor, taxBasisPoints), currency)
  const lineTotals = lines.map(({ unitPrice, quantity, discount = none }) => {
    const gross = multiply(unitPrice, quantity)
    const total = subtract(gross, discount)
    if (discount.minor < 0 || total.minor < 0) throw new RangeError('a discount lies between 0 and its line')
    return { gross, discount, total, tax: tax(total) }
  })
  const shipping = input.shipping && subtract(input.shipping, shippingDiscount)
  if (shippingDiscount.minor < 0 || (shipping ?? subtract(none, shippingDiscount)).minor < 0)
    throw new RangeError('a discount on delivery lies between 0 and its price')
  const shippingTax = tax(shipping ?? none)
  const subtotal = add(none, ...lineTotals.map((line) => line.gross))
  const discount = add(none, ...lineTotals.map((line) => line.discount))
  const totals: Totals = {
    subtotal,
    discount,
    shipping,
    shippingDiscount,
    tax: add(shippingTax, ...lineTotals.map((line) => line.tax)),
    total: add(subtract(subtotal, discount), shipping ?? none),
  }
  return { totals, lineTotals, shippingTax }
}

/** What the goods cost after discounts: the total of a cart that nobody has said where to send. */
export function withoutShipping({ total, shipping }: Totals): Money {
  return shipping ? subtract(total, shipping) : total
}
