import type { DiscountView } from '@/lib/discounts/discount-view'
import { stateWords } from './discount-words'

export function DiscountState({ state }: Pick<DiscountView, 'state'>) {
  const { text, look } = stateWords[state]
  return <span className={look ? `state state--${look}` : 'state'}>{text}</span>
}
