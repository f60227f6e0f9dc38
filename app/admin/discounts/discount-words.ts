import type { DiscountView } from '@/lib/discounts/discount-view'
import { formatMoney } from '@/lib/money'

export const stateWords = {
  running: { text: 'Running', look: 'live' },
  planned: { text: 'Planned', look: 'held' },
  used_up: { text: 'Used up', look: '' },
  ended: { text: 'Ended', look: '' },
  stopped: { text: 'Stopped', look: '' },
} as const satisfies Record<DiscountView['state'], { text: string; look: string }>

/** "10 % off the order", "$5.00 off Gut Love +". */
export function effectInWords(discount: DiscountView): string {
  const { kind, level, amount, percent } = discount
  const goods = (some: DiscountView['targets']) => some.map(({ title }) => title).join(', ')
  const on = level === 'product' ? goods(discount.targets) : 'the order'
  const share = `${percentText(percent)} %`
  if (kind === 'free_shipping') return 'Free delivery'
  if (kind === 'amount') return `${amount ? formatMoney(amount) : ''} off ${on}`
  if (kind === 'percent') return `${share} off ${on}`
  const what = percent === 10_000 ? 'free' : `${share} off`
  return `Buy ${discount.buyQuantity} of ${goods(discount.buys)}, get ${discount.getQuantity} of ${on} ${what}`
}

/** 1250 basis points are "12.5". */
export function percentText(basisPoints: number | null): string {
  return basisPoints === null ? '' : String(basisPoints / 100)
}
