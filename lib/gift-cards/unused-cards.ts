import { DomainError } from '@/lib/errors'

type Row = {
  disabled: boolean
  reserved: number
  balance: number
  initialAmount: number
  withdrawnBy: string | null
}

/** What a refund asks of a card that a line bought. */
export type CardUse = ReturnType<typeof useOfCard>

/** `unused`: it can be taken back. `refunded`: its price is, so that it can't be spent any more. */
export function useOfCard({ disabled, reserved, balance, initialAmount, withdrawnBy }: Row) {
  return {
    disabled,
    unused: !disabled && reserved === 0 && balance === initialAmount,
    refunded: withdrawnBy?.startsWith('refund:') ?? false,
  }
}

/**
 * Whether so many of the cards that one line bought can be taken back; of a line whose cards are not issued, any.
 * @throws DomainError INVALID with `field` when fewer are unused; it says how many are
 */
export function refuseUsedCards(cards: readonly CardUse[], quantity: number, field: string): void {
  const unused = cards.filter((card) => card.unused).length
  if (cards.length === 0 || unused >= quantity) return
  const instead = 'To give money back all the same, write an amount and choose no items.'
  throw new DomainError('INVALID', `${unusedWords(cards, unused)} ${instead}`, field)
}

/** Those that a refund took are not counted: they are no longer the line's. */
function unusedWords(cards: readonly CardUse[], unused: number): string {
  const kept = cards.filter(({ refunded }) => !refunded)
  const stopped = kept.some(({ disabled }) => disabled)
  if (kept.length === 1 && unused === 0) {
    return `The gift card of this line is ${stopped ? 'disabled' : 'used'}: it can’t be refunded.`
  }
  const whole = stopped ? 'unused and not disabled' : 'unused'
  if (unused === 0) return `None of the gift cards of this line is ${whole}: none can be refunded.`
  const are = unused === 1 ? 'is' : 'are'
  return `Only ${unused} of the ${kept.length} gift cards of this line ${are} ${whole}: at most ${unused} can be refunded.`
}
