import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { transaction } from '@/lib/db'
import { lockGiftCard } from './lock-gift-card'

export const giftCardDisabling = z.object({
  giftCardId: z.coerce.bigint().positive(),
  version: z.coerce.number().int().positive(),
  disabled: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
})

/**
 * A disabled card can't be put on a cart or begin a checkout. What it has promised to an order that is being paid
 * stays promised: the shopper has agreed to the rest of the sum.
 * @throws DomainError NOT_FOUND, CONFLICT (the card was changed meanwhile)
 */
export async function setGiftCardDisabled(
  staff: Staff,
  input: z.infer<typeof giftCardDisabling>,
): Promise<void> {
  await transaction(async (tx) => {
    const card = await lockGiftCard(tx, input)
    if (card.disabled === input.disabled) return
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
