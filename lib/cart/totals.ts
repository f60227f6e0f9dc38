import { add, type Currency, type Money, money, multiply, subtract, taxContained, zero } from '@/lib/money'
import { shareOverCards } from './gift-card-shares'

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
  /** What the order is worth, whatever pays it. */
  total: Money
  /** The part of the total that gift cards pay. */
  giftCards: Money
  /** The rest, which Stripe charges. */
  due: Money
}

type Input = {
  currency: Currency
  lines: readonly { unitPrice: Money; quantity: number; discount?: Money; isGiftCard?: boolean }[]
  /** Before its discount. */
  shipping: Money | null
  shippingDiscount?: Money
  /** 1500 is 15 %. */
  taxBasisPoints: number
  /** What each gift card on the cart could pay. */
  giftCards?: readonly Money[]
}

/**
 * The one place that adds up a cart: page, panel, order and Stripe all show what comes out here.
 * Tax is rounded once per line and once for shipping, then summed, so that the parts on an invoice add up. A gift card
 * that is sold is money for money: what it buys later is taxed then.
 * @returns totals, for each line in order what an order line keeps of it, and for each gift card what it pays
 * @throws RangeError when currencies are mixed or a discount is more than what it is off
 */
export function computeTotals(input: Input) {
  const { currency, lines, taxBasisPoints, giftCards = [] } = input
  const none = zero(currency)
  const { shippingDiscount = none } = input
  const tax = (gross: Money) => money(taxContained(gross.minor, taxBasisPoints), currency)
  const lineTotals = lines.map(({ unitPrice, quantity, discount = none, isGiftCard = false }) => {
    const gross = multiply(unitPrice, quantity)
    const total = subtract(gross, discount)
    if (discount.minor < 0 || total.minor < 0) throw new RangeError('a discount lies between 0 and its line')
    return { gross, discount, total, tax: isGiftCard ? none : tax(total), isGiftCard }
  })
  const shipping = input.shipping && subtract(input.shipping, shippingDiscount)
  if (shippingDiscount.minor < 0 || (shipping ?? subtract(none, shippingDiscount)).minor < 0)
    throw new RangeError('a discount on delivery lies between 0 and its price')
  const shippingTax = tax(shipping ?? none)
  const subtotal = add(none, ...lineTotals.map((line) => line.gross))
  const discount = add(none, ...lineTotals.map((line) => line.discount))
  const total = add(subtract(subtotal, discount), shipping ?? none)
  const sold = lineTotals.filter(({ isGiftCard }) => isGiftCard)
  const notCoverable = add(none, ...sold.map((line) => line.total))
  const { shares, due } = shareOverCards({ total, notCoverable, available: giftCards })
  const totals: Totals = {
    subtotal,
    discount,
    shipping,
    shippingDiscount,
    tax: add(shippingTax, ...lineTotals.map((line) => line.tax)),
    total,
    giftCards: subtract(total, due),
    due,
  }
  return { totals, lineTotals, shippingTax, shares }
}

/**
 * What the goods cost after discounts, for a cart that nobody has said where to send, and what its gift cards pay of
 * that.
 */
export function withoutShipping(cart: {
  totals: Totals
  lines: readonly { total: Money; isGiftCard: boolean }[]
  giftCards: readonly { available: Money }[]
}) {
  const { total, shipping } = cart.totals
  const sold = cart.lines.filter(({ isGiftCard }) => isGiftCard)
  return shareOverCards({
    total: shipping ? subtract(total, shipping) : total,
    notCoverable: add(zero(total.currency), ...sold.map((line) => line.total)),
    available: cart.giftCards.map(({ available }) => available),
  })
}
