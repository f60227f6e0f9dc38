import type { DiscountView } from '@/lib/discounts/discount-view'
import { toDecimal } from '@/lib/money'
import { dayOf, lastDayOf } from '../form-fields'
import type { DiscountFields } from './discount-form'
import { percentText } from './discount-words'

const flags = ['oncePerCustomer', 'combinesWithOrder', 'combinesWithProduct', 'combinesWithShipping'] as const

/** A discount as the form shows it first. */
export function discountFields(discount: DiscountView, timeZone: string): DiscountFields {
  const number = (value: number | null) => (value === null ? '' : String(value))
  const boxes = (name: 'targets' | 'buys') => discount[name].map(({ of, id }) => `${name}.${of}.${id}`)
  return {
    title: discount.title,
    codes: discount.codes.join('\n'),
    kind: discount.kind,
    level: discount.level === 'product' ? 'product' : 'order',
    amount: discount.amount ? toDecimal(discount.amount) : '',
    percent: percentText(discount.percent),
    buyQuantity: number(discount.buyQuantity),
    getQuantity: number(discount.getQuantity),
    timesPerOrder: number(discount.timesPerOrder),
    minSubtotal: discount.minSubtotal ? toDecimal(discount.minSubtotal) : '',
    minQuantity: number(discount.minQuantity),
    usageLimit: number(discount.usageLimit),
    startsAt: dayOf(discount.startsAt, timeZone),
    endsAt: discount.endsAt ? lastDayOf(discount.endsAt, timeZone) : '',
    boxes: [...boxes('targets'), ...boxes('buys'), ...flags.filter((flag) => discount[flag])],
  }
}

export function newDiscountFields(timeZone: string): DiscountFields {
  const empty = { amount: '', percent: '', buyQuantity: '', getQuantity: '', timesPerOrder: '' }
  const open = { title: '', codes: '', minSubtotal: '', minQuantity: '', usageLimit: '', endsAt: '' }
  const today = dayOf(new Date().toISOString(), timeZone)
  return { ...empty, ...open, kind: 'percent', level: 'order', startsAt: today, boxes: [] }
}
