import { endedWords } from '@/lib/gift-cards/ended-words'
import type { OrderLineView } from '@/lib/orders/order-view'

/** The cards that a line bought, by the ends of their codes: which of them can't be used any more is said. */
export function BoughtCards({ cards }: { cards: OrderLineView['giftCards'] }) {
  if (cards.length === 0) return null
  return (
    <p className="small">
      {cards.length === 1 ? 'Its code comes' : 'Their codes come'} by e-mail:{' '}
      {cards.map((card) => `••••${card.lastCharacters}${endedWords(card)}`).join(', ')}
    </p>
  )
}
