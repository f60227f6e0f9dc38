import { countedTries } from '@/lib/auth/throttle'
import { DomainError } from '@/lib/errors'
import { Prisma } from '@/prisma/generated/client'

/** Of one visitor, codes that the shop does not have; a link that everybody in an office follows counts for nothing. */
const misses = { max: 30, seconds: 600 }

/**
 * WITH queries, the last of them `guesses_refused` with `field` in its one row, null where the codes may be looked at: for
 * the statement that puts them on a cart. Codes that the shop has count for nothing, and past the limit they are refused
 * as others are. The transaction must not roll back over what is refused here.
 * @param codes a SELECT of the `code`s that are guesses, such as those that the cart does not have yet
 * @param visitor the network the request came from; left out where nobody visits
 */
export function countedGuesses(codes: Prisma.Sql, visitor: string | undefined): Prisma.Sql {
  if (visitor === undefined) return Prisma.sql`guesses_refused AS (SELECT NULL::text AS field)`
  const tried = Prisma.sql`
    SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM discount_code WHERE key = lower(guess.code))) AS points
    FROM (${codes}) AS guess HAVING count(*) > 0`
  return Prisma.sql`${countedTries(`discount-code:${visitor}`, misses, tried, 'code_tries')},
    guesses_refused AS MATERIALIZED (
      SELECT CASE WHEN (SELECT NOT within FROM code_tries) THEN ${guessField}::text END AS field
    )`
}

export const guessField = 'code'

/** @returns TOO_OFTEN (`code`) */
export function guessRefusal(): DomainError {
  return new DomainError(
    'TOO_OFTEN',
    'Too many codes were tried. Wait ten minutes, then try again.',
    guessField,
  )
}
