import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { lockGiftCard } from './lock-gift-card'
import { mostOnACard } from './most-on-a-card'

export const giftCardAdjustment = z.object({
  giftCardId: z.coerce.bigint().positive(),
  version: z.coerce.number().int().positive(),
  /** What the person saw on it, in minor units: money spent in between refuses the change. */
  seen: z.coerce.number().int().min(0),
  /** What the card is to hold from now on, in minor units. */
  balance: z
    .number()
    .int()
    .min(0, { error: 'Write an amount from 0, like 20.00.' })
    .max(mostOnACard, { error: 'That is more than a card can hold.' }),
  reason: z.string().trim().min(1, { error: 'Say why, so that others understand the change.' }).max(500),
  requestKey: z.uuid(),
})

/**
 * A person puts a balance right.
 * @throws DomainError NOT_FOUND, CONFLICT (the card was changed or spent meanwhile), INVALID (nothing would change, or
 *   less than is promised to orders being paid)
 */
export async function adjustGiftCard(staff: Staff, input: z.infer<typeof giftCardAdjustment>): Promise<void> {
  await transaction(async (tx) => {
    const card = await lockGiftCard(tx, input)
    if (card.balance !== input.seen) {
      throw new DomainError(
        'CONFLICT',
        'Money of this card was spent meanwhile. Look at it again, then decide.',
      )
    }
    const delta = input.balance - card.balance
    if (delta === 0) throw new DomainError('INVALID', 'That is what it holds already.', 'balance')
    if (input.balance < card.reserved) {
      throw new DomainError('INVALID', 'Part of it is promised to an order that is being paid.', 'balance')
    }
    await tx.$executeRaw`
      WITH entry AS (
        INSERT INTO gift_card_entry (gift_card_id, kind, delta, reference, reason, actor)
        VALUES (${card.id}, 'adjusted', ${delta}, ${`staff:${input.requestKey}`}, ${input.reason}, ${staff.name})
      )
      UPDATE gift_card SET balance = ${input.balance}, version = version + 1, updated_at = now()
      WHERE id = ${card.id}`
    await audit(tx, staff, {
      action: 'gift_card.adjusted',
      subject: 'gift_card',
      subjectId: String(card.id),
      before: { balance: card.balance },
      after: { balance: input.balance, currency: card.currency, reason: input.reason },
    })
  })
}
