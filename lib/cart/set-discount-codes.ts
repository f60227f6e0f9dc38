import { countedGuesses, guessRefusal } from '@/lib/discounts/count-guess'
import { DomainError } from '@/lib/errors'
import { storable } from '@/lib/storable'
import { Prisma } from '@/prisma/generated/client'
import { cartGone } from './cart-gone'
import { keepTries } from './keep-tries'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { changed, keptCodes } from './sql'

/**
 * Replaces a cart's codes. They are kept in their order and word for word, but for what looks like a gift card's (see
 * `keptCodes`); one that was given before in another case is left out. Which of them apply the cart itself says, now and
 * at every later reading. So a code that the cart did not have is a guess; one that it has is none. Four statements, BEGIN
 * and COMMIT included.
 * @param visitor the network the request came from: guesses are limited
 * @throws DomainError INVALID for a code that is too long, TOO_MANY, TOO_OFTEN, NOT_FOUND where the cart is gone
 */
export async function setDiscountCodes(input: {
  token: string
  codes: string[]
  visitor?: string | undefined
}): Promise<Cart> {
  const { token, visitor } = input
  const codes = distinctCodes(input.codes)
  const guesses = Prisma.sql`
    SELECT given.code FROM cart, unnest(${codes}::text[]) AS given (code)
    WHERE token = ${token} AND expires_at > now()
      AND lower(given.code) NOT IN (SELECT lower(kept) FROM unnest(cart.discount_codes) AS kept)`
  return keepTries(async (tx) => {
    const [refused] = await tx.$queryRaw<{ field: string | null }[]>`
      WITH ${countedGuesses(guesses, visitor)}, done AS (
        UPDATE cart SET discount_codes = ${keptCodes(codes)}, ${changed}
        WHERE token = ${token} AND expires_at > now() AND (SELECT field FROM guesses_refused) IS NULL
      )
      SELECT field FROM guesses_refused`
    if (refused?.field) return guessRefusal()
    const cart = await loadCart(tx, token)
    if (!cart) throw cartGone()
    return cart
  })
}

/** @throws DomainError INVALID, TOO_MANY, on `code` */
export function distinctCodes(given: readonly string[]): string[] {
  const codes = new Map<string, string>()
  for (const text of given) {
    const code = storable(text).trim()
    if ([...code].length > limits.discountCode)
      throw new DomainError('INVALID', 'That is too long to be a code.', 'code')
    const key = code.toLowerCase()
    if (code !== '' && !codes.has(key)) codes.set(key, code)
  }
  if (codes.size > limits.discountCodes)
    throw new DomainError('TOO_MANY', `A cart holds at most ${limits.discountCodes} codes.`, 'code')
  return [...codes.values()]
}
