import { withinLimit } from '@/lib/auth/throttle'
import { db } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { hashCode, normaliseCode } from './code'

/** Of one visitor: more than a family with a pile of cards, far too few to find one. */
const tries = { max: 30, seconds: 600 }

/** The one answer for a code that is unknown, used up, over or disabled: nobody learns which codes there are. */
export const notUsable =
  'That code can’t be used. Check it letter by letter; if it is right, the card is empty, over or no longer valid.'

/**
 * The card behind a code that somebody typed. Every try counts, successful ones too, or a known code would pay for
 * guesses.
 * @param visitor the network the request came from; left out where nobody visits
 * @throws DomainError NOT_FOUND for a code that can't be used now, TOO_OFTEN after too many tries
 */
export async function findGiftCard(
  typed: string,
  currency: string,
  visitor?: string,
): Promise<{ id: bigint }> {
  if (visitor !== undefined && !(await withinLimit(`gift-card:${visitor}`, tries))) {
    throw new DomainError('TOO_OFTEN', 'Too many codes were tried. Wait ten minutes, then try again.', 'code')
  }
  const code = normaliseCode(typed)
  const [card] =
    code === undefined
      ? []
      : await db().$queryRaw<{ id: bigint }[]>`
          SELECT id FROM gift_card
          WHERE code_hash = ${hashCode(code)} AND currency = ${currency} AND NOT disabled AND balance > 0
            AND (expires_at IS NULL OR expires_at > now())`
  if (!card) throw new DomainError('NOT_FOUND', notUsable, 'code')
  return card
}
