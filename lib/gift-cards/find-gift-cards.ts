import { withinLimit } from '@/lib/auth/throttle'
import { db } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { hashCode, normaliseCode } from './code'

/** Of one visitor: more than a family with a pile of cards, far too few to find one. */
const tries = { max: 30, seconds: 600 }

/**
 * The cards behind codes that somebody typed, in their order. Every try counts, successful ones too, or a known code
 * would pay for guesses. A code that is unknown, used up, over or disabled gets one and the same answer: nobody learns
 * which codes there are. Two statements, however many codes.
 * @param visitor the network the request came from; left out where nobody visits
 * @throws DomainError NOT_FOUND (`giftCardCodes.<place>`) for a code that can't be used now, TOO_OFTEN after too many tries
 */
export async function findGiftCards(typed: readonly string[], visitor?: string): Promise<bigint[]> {
  if (typed.length === 0) return []
  if (visitor !== undefined && !(await withinLimit(`gift-card:${visitor}`, tries))) {
    throw new DomainError(
      'TOO_OFTEN',
      'Too many codes were tried. Wait ten minutes, then try again.',
      'giftCardCodes',
    )
  }
  const hashes = typed.map((text) => {
    const code = normaliseCode(text)
    return code === undefined ? null : hashCode(code)
  })
  const known = await db().$queryRaw<{ id: bigint; code_hash: string }[]>`
    SELECT card.id, card.code_hash FROM gift_card card JOIN shop ON shop.currency = card.currency
    WHERE code_hash = ANY (${hashes.flatMap((hash) => hash ?? [])}::text[]) AND NOT disabled AND balance > 0
      AND (expires_at IS NULL OR expires_at > now())`
  return hashes.map((hash, place) => {
    const card = known.find(({ code_hash }) => code_hash === hash)
    if (card) return card.id
    throw new DomainError(
      'NOT_FOUND',
      'That gift card code can’t be used. Check it letter by letter; if it is right, the card is empty, over or no longer valid.',
      `giftCardCodes.${place}`,
    )
  })
}
