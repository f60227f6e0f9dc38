import type { Cart } from '@/lib/cart/load-cart'
import { formatMoney, type Money, subtract } from '@/lib/money'
import { cutTo } from '@/lib/storable'
import { chargeOf } from './charge'

/** Stripe's (https://docs.stripe.com/api/coupons/create#create_coupon-name). */
const longestName = 40

/**
 * What the coupon is called, which is what the shopper reads beside its sum: Stripe takes one coupon a session, and it
 * stands for discounts and gift cards together, so it says how much is which where that fits.
 */
export function couponName({ discounts, totals }: Cart): string {
  const names = discounts
    .filter(({ level }) => level !== 'shipping')
    .map(({ code, title }) => code ?? title)
    .join(', ')
  if (totals.giftCards.minor === 0) return cutTo(names || 'Discount', longestName)
  const byCards = subtract(chargeOf(totals).off, totals.discount)
  if (totals.discount.minor === 0) return 'Gift card'
  if (byCards.minor === 0) return cutTo(names, longestName)
  const cards = `gift card ${formatMoney(byCards)}`
  const off = formatMoney(totals.discount)
  const fits = [`${names} ${off}, ${cards}`, `Discount ${off}, ${cards}`].find(
    ({ length }) => length <= longestName,
  )
  return fits ?? 'Discount and gift card'
}

/** What delivery is called where `charged` is asked for it: what gift cards leave of its price. */
export function deliveryName(title: string, price: Money, charged: Money): string {
  const byCards = subtract(price, charged)
  if (byCards.minor === 0) return cutTo(title, 100)
  return `${cutTo(title, 60)}, less ${formatMoney(byCards)} by gift card`
}
