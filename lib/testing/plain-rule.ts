import type { DiscountRule } from '@/lib/discounts/rules'

/** Ten per cent off the order, for everybody, beside nothing else: what tests about discounts change. */
export const plainRule: DiscountRule = {
  id: '1',
  title: 'Ten off',
  code: null,
  kind: 'percent',
  level: 'order',
  amount: null,
  percent: 1000,
  buyQuantity: null,
  getQuantity: null,
  timesPerOrder: null,
  minSubtotal: null,
  minQuantity: null,
  startsAt: 0,
  endsAt: null,
  active: true,
  combinesWithOrder: false,
  combinesWithProduct: false,
  combinesWithShipping: false,
  targets: null,
  buys: [],
  usedUp: false,
  usedBefore: false,
}
