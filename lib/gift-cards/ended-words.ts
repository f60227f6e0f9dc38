import type { CardUse } from './unused-cards'

/** Behind a bought card's code, for its buyer: nothing for one that is not stopped. */
export function endedWords({ refunded, disabled }: Pick<CardUse, 'refunded' | 'disabled'>): string {
  if (refunded) return ' (refunded, can’t be used any more)'
  return disabled ? ' (can’t be used now)' : ''
}
