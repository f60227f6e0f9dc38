import type { Totals } from '@/lib/cart/totals'
import { type Money, money, subtract } from '@/lib/money'

/**
 * How what is to be paid is said to Stripe: every line at its full price, one coupon for all that is off the goods, and
 * a price of delivery with what is off it gone already, since a coupon never reaches delivery. The three always come to
 * what is due, whatever took it off and from where.
 * @returns `off` the goods, zero for no coupon; `delivery`, its price and what of that is charged, null where nothing is sent
 */
export function chargeOf({ subtotal, shipping, due }: Totals): {
  off: Money
  delivery: { price: Money; charged: Money } | null
} {
  const delivery = shipping && {
    price: shipping,
    charged: money(Math.min(shipping.minor, due.minor), due.currency),
  }
  const goods = delivery ? subtract(due, delivery.charged) : due
  return { off: subtract(subtotal, goods), delivery }
}
