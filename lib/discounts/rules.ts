import type { DiscountKind, DiscountLevel } from '@/prisma/generated/enums'

/** A discount as a cart meets it: what it says, and what is true of it for this cart. Minor units, basis points. */
export type DiscountRule = {
  id: string
  title: string
  /** As the shopper gave it; null for an automatic one. */
  code: string | null
  kind: DiscountKind
  level: DiscountLevel
  amount: number | null
  /** 10000 is all of it. */
  percent: number | null
  buyQuantity: number | null
  getQuantity: number | null
  timesPerOrder: number | null
  minSubtotal: number | null
  minQuantity: number | null
  /** Milliseconds since 1970. */
  startsAt: number
  endsAt: number | null
  active: boolean
  combinesWithOrder: boolean
  combinesWithProduct: boolean
  combinesWithShipping: boolean
  /** Products of this cart that it is for; null is everything. */
  targets: string[] | null
  /** Products of this cart of which X must be bought. */
  buys: string[]
  /** Its limit is reached, this cart's own unfinished checkout not counted. */
  usedUp: boolean
  /** It is once for each customer, and this one has had it. */
  usedBefore: boolean
}

/** A line that can be discounted; `unitPrice` in minor units. */
export type DiscountableLine = {
  id: string
  productId: string
  unitPrice: number
  quantity: number
}

/** Names are those of the Storefront API's CartWarningCode. */
export type DiscountRefusal =
  | 'DISCOUNT_NOT_FOUND'
  | 'DISCOUNT_CURRENTLY_INACTIVE'
  | 'DISCOUNT_USAGE_LIMIT_REACHED'
  | 'DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED'
  | 'DISCOUNT_NO_ENTITLED_LINE_ITEMS'
  | 'DISCOUNT_NO_ENTITLED_SHIPPING_LINES'
  | 'DISCOUNT_PURCHASE_NOT_IN_RANGE'
  | 'DISCOUNT_QUANTITY_NOT_IN_RANGE'
  | 'DISCOUNT_CODE_NOT_HONOURED'

/** What a discount takes off; `lines` holds the shares, above zero, of a discount on goods. Minor units. */
export type Allocation = { total: number; lines: Map<string, number> }

export const grossOf = (line: DiscountableLine): number => line.unitPrice * line.quantity

export const sum = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + amount, 0)

/** The lines a discount is for. */
export function entitled(rule: DiscountRule, lines: readonly DiscountableLine[]): DiscountableLine[] {
  const { targets } = rule
  return targets === null ? [...lines] : lines.filter(({ productId }) => targets.includes(productId))
}
