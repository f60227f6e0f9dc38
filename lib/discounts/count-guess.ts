import { uncountTry, withinLimit } from '@/lib/auth/throttle'
import { DomainError } from '@/lib/errors'

/** Of one visitor, codes that the shop does not have; a link that everybody in an office follows counts for nothing. */
const misses = { max: 30, seconds: 600 }

/**
 * Counts a guess before it is answered, so that guesses at the same moment count each other.
 * @returns what takes it back, for a code that the shop has
 * @throws DomainError TOO_OFTEN (`code`)
 */
export async function countGuess(visitor: string): Promise<() => Promise<void>> {
  const key = `discount-code:${visitor}`
  if (!(await withinLimit(key, misses)))
    throw new DomainError('TOO_OFTEN', 'Too many codes were tried. Wait ten minutes, then try again.', 'code')
  return () => uncountTry(key)
}
