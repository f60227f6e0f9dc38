import type { GiftCardView } from '@/lib/gift-cards/gift-cards'
import { stateWords } from './gift-card-words'

export function GiftCardState({ card }: { card: Pick<GiftCardView, 'state'> }) {
  const { text, look } = stateWords[card.state]
  return <span className={look ? `state state--${look}` : 'state'}>{text}</span>
}
