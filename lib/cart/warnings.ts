import type { DiscountRefusal } from '@/lib/discounts/rules'
import { limits } from './limits'

/** What the cart could not do as asked. Codes of both kinds are those of the Storefront API's CartWarningCode. */
export type CartWarning = LineWarning | DiscountWarning | GiftCardWarning

/** A line holds less than was asked for. Not to be sold before the shopper has seen it. */
export type LineWarning = {
  code: 'MERCHANDISE_NOT_ENOUGH_STOCK' | 'MERCHANDISE_OUT_OF_STOCK' | 'MERCHANDISE_NOT_AVAILABLE'
  lineId: string
  asked: number
  quantity: number
  /** For the shopper: what happened, and to what. */
  message: string
}

/** A code takes nothing off. It is said as long as the code stands there, and stops nobody from checking out. */
export type DiscountWarning = { code: DiscountRefusal; discountCode: string; message: string }

/** A card pays nothing any more. It stands in the way of checking out until it is taken off. */
export type GiftCardWarning = {
  code: 'PAYMENTS_GIFT_CARDS_UNAVAILABLE'
  /** Its place on the cart. */
  giftCardId: string
  message: string
}

export function isGiftCardWarning(warning: CartWarning): warning is GiftCardWarning {
  return 'giftCardId' in warning
}

export function isLineWarning(warning: CartWarning): warning is LineWarning {
  return 'lineId' in warning
}

type Line = { id: string; title: string; state: 'ok' | 'unavailable'; quantity: number }

/** @returns undefined where the line holds what was asked for */
export function cutWarning(line: Line, asked: number): LineWarning | undefined {
  const { id: lineId, title, quantity } = line
  if (quantity >= asked) return undefined
  const about = { lineId, asked, quantity }
  if (line.state === 'unavailable') {
    return { code: 'MERCHANDISE_NOT_AVAILABLE', ...about, message: `${title} is no longer for sale.` }
  }
  if (quantity === 0) {
    return { code: 'MERCHANDISE_OUT_OF_STOCK', ...about, message: `${title} is sold out just now.` }
  }
  const most =
    quantity === limits.quantity ? `${quantity} is the most one order can hold` : left(quantity, title)
  const message = `${most}, and you asked for ${asked}. Your cart now has ${quantity}.`
  return { code: 'MERCHANDISE_NOT_ENOUGH_STOCK', ...about, message }
}

function left(quantity: number, title: string): string {
  return `Only ${quantity} ${title} ${quantity === 1 ? 'is' : 'are'} left`
}
