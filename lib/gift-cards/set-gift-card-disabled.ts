import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { lockGiftCard } from './lock-gift-card'

export const giftCardDisabling = z.object({
  giftCardId: z.coerce.bigint().positive(),
  version: z.coerce.number().int().positive(),
  disabled: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
})

/**
 * A disabled card can't be put on a cart or begin a checkout. What it has promised to an order that is being paid
 * stays promised: the shopper has agreed to the rest of the sum.
 * @throws DomainError NOT_FOUND, CONFLICT (the card was changed meanwhile), INVALID (a refund or a dispute withdrew it)
 */
export async function setGiftCardDisabled(
  staff: Staff,
  input: z.infer<typeof giftCardDisabling>,
): Promise<void> {
  await transaction(async (tx) => {
    const card = await lockGiftCard(tx, input)
    if (card.disabled === input.disabled) return
    if (card.withdrawn_by !== null) {
      throw new DomainError(
        'INVALID',
        card.withdrawn_by.startsWith('refund:')
          ? 'What this card was bought with is refunded. It can be spent again only if that refund fails.'
          : 'What this card was bought with is disputed. It can be spent again only if the dispute is won.',
      )
    }
    await tx.$executeRaw`
      UPDATE gift_card SET disabled = ${input.disabled}, version = version + 1, updated_at = now()
      WHERE id = ${card.id}`
    await audit(tx, staff, {
      action: input.disabled ? 'gift_card.disabled' : 'gift_card.enabled',
      subject: 'gift_card',
      subjectId: String(card.id),
      before: { disabled: card.disabled },
      after: { disabled: input.disabled },
    })
  })
}
