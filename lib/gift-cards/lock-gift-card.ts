import type { Tx } from '@/lib/db'
import { DomainError } from '@/lib/errors'

type LockedCard = {
  id: bigint
  version: number
  disabled: boolean
  withdrawn_by: string | null
  balance: number
  reserved: number
  currency: string
}

/**
 * For a person's change. Spending does not raise the version: what a form shows besides the balance stays true.
 * @throws DomainError NOT_FOUND, CONFLICT when somebody changed the card since the form was shown
 */
export async function lockGiftCard(
  tx: Tx,
  input: { giftCardId: bigint; version: number },
): Promise<LockedCard> {
  const [card] = await tx.$queryRaw<LockedCard[]>`
    SELECT id, version, disabled, withdrawn_by, balance, reserved, currency FROM gift_card WHERE id = ${input.giftCardId} FOR NO KEY UPDATE`
  if (!card) throw new DomainError('NOT_FOUND', 'There is no such gift card.')
  if (card.version !== input.version) {
    throw new DomainError('CONFLICT', 'This card changed meanwhile. Look at it again, then decide.')
  }
  return card
}
