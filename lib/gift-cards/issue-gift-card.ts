import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { mostOnACard } from './most-on-a-card'
import { type WrittenCard, writeCards } from './write-cards'

/** The first moment at which a card is over; null is never. */
const cardEnd = z
  .date()
  .nullable()
  .refine((date) => date === null || date > new Date(), { error: 'Choose a day to come.' })

export const giftCardForm = z.object({
  amount: z
    .number()
    .int()
    .min(1, { error: 'Write an amount, like 50.00.' })
    .max(mostOnACard, { error: 'That is more than a card can hold.' }),
  expiresAt: cardEnd,
  note: z.string().trim().max(500).default(''),
  /** Made once per form, so that a double click issues once. */
  requestKey: z.uuid(),
})

export type GiftCardForm = z.infer<typeof giftCardForm>

/**
 * A card given away by staff.
 * @returns its id and its code, which nobody can read again
 * @throws DomainError CONFLICT where this form has issued its card before
 */
export async function issueGiftCard(staff: Staff, input: GiftCardForm): Promise<WrittenCard> {
  return prismaTransaction(async (tx) => {
    const { currency } = await tx.shop.findUniqueOrThrow({ where: { id: 1 }, select: { currency: true } })
    const [card] = await writeCards(tx, [{ ...input, currency, issuer: staff.name }])
    if (!card) {
      throw new DomainError(
        'CONFLICT',
        'This card was issued already, and its code was shown then. It stands in the list; disable it and issue another if nobody wrote the code down.',
      )
    }
    await audit(tx, staff, {
      action: 'gift_card.issued',
      subject: 'gift_card',
      subjectId: String(card.id),
      after: {
        card: card.lastCharacters,
        amount: input.amount,
        currency,
        expires: input.expiresAt?.toISOString() ?? null,
        note: input.note,
      },
    })
    return card
  })
}
