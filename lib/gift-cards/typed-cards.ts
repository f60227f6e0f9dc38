import { countedTries } from '@/lib/auth/throttle'
import { DomainError } from '@/lib/errors'
import { Prisma } from '@/prisma/generated/client'
import { hashCode, normaliseCode } from './code'

/** Of one visitor: more than a family with a pile of cards, far too few to find one. */
const limit = { max: 30, seconds: 600 }

const field = 'giftCardCodes'

/**
 * WITH queries about codes that somebody typed, for the statement that puts the cards on a cart: `typed_card` with the
 * `id` of each and its `place` in the list, and `cards_refused` with the one row's `field`, which is null where every
 * code can be used. Every try counts, successful ones too, or a known code would pay for guesses: the transaction must
 * not roll back over what is refused here. A code that is unknown, used up, over or disabled gets one and the same
 * answer: nobody learns which codes there are.
 * @param visitor the network the request came from; left out where nobody visits
 */
export function typedCards(codes: readonly string[], visitor: string | undefined): Prisma.Sql {
  const hashes = codes.map((text) => {
    const code = normaliseCode(text)
    return code === undefined ? '' : hashCode(code)
  })
  const tries =
    visitor === undefined || codes.length === 0
      ? Prisma.sql`card_tries AS (SELECT true AS within)`
      : countedTries(`gift-card:${visitor}`, limit, undefined, 'card_tries')
  return Prisma.sql`${tries}, typed_card AS MATERIALIZED (
      SELECT typed.place, card.id
      FROM unnest(${hashes}::text[]) WITH ORDINALITY AS typed (hash, place)
      LEFT JOIN gift_card card ON card.code_hash = typed.hash AND NOT card.disabled AND card.balance > 0
        AND (card.expires_at IS NULL OR card.expires_at > now())
        AND card.currency = (SELECT currency FROM shop) AND (SELECT within FROM card_tries)
    ), cards_refused AS MATERIALIZED (
      SELECT CASE
        WHEN NOT (SELECT within FROM card_tries) THEN ${field}::text
        ELSE (SELECT ${field}::text || '.' || (min(place) - 1) FROM typed_card WHERE id IS NULL)
      END AS field
    )`
}

/** @returns TOO_OFTEN after too many tries, or NOT_FOUND (`giftCardCodes.<place>`) for a code that can't be used now */
export function cardRefusal(refused: string): DomainError {
  return refused === field
    ? new DomainError('TOO_OFTEN', 'Too many codes were tried. Wait ten minutes, then try again.', field)
    : new DomainError(
        'NOT_FOUND',
        'That gift card code can’t be used. Check it letter by letter; if it is right, the card is empty, over or no longer valid.',
        refused,
      )
}
