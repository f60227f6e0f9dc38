import { countedGuesses, guessRefusal } from '@/lib/discounts/count-guess'
import { DomainError } from '@/lib/errors'
import { storable } from '@/lib/storable'
import { Prisma } from '@/prisma/generated/client'
import { keepTries } from './keep-tries'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'
import { newToken } from './token'

/**
 * Adds a code that the shopper typed or followed a link with. One the shop has is kept, and the cart says whether it
 * applies; a token that opens no cart gets a new one, as adding goods does. The same code again changes nothing.
 * @param visitor the network the request came from: guesses are limited
 * @throws DomainError NOT_FOUND for a code the shop does not have; then nothing is kept. TOO_MANY, TOO_OFTEN
 */
export async function enterDiscountCode(input: {
  token: string | null
  code: string
  visitor?: string | undefined
}): Promise<Cart> {
  const code = storable(input.code).trim()
  return keepTries(async (tx) => {
    const [given] = await tx.$queryRaw<{ field: string | null; token: string | null; held: boolean }[]>`
      WITH ${countedGuesses(Prisma.sql`SELECT ${code}::text AS code`, input.visitor)}, known AS (
        SELECT 1 FROM discount_code, guesses_refused WHERE key = lower(${code}) AND field IS NULL
      ), found AS (
        UPDATE cart SET ${changed}, discount_codes = CASE
          WHEN lower(${code}) IN (SELECT lower(kept) FROM unnest(cart.discount_codes) AS kept) THEN cart.discount_codes
          WHEN cardinality(cart.discount_codes) >= ${limits.discountCodes} THEN cart.discount_codes
          ELSE cart.discount_codes || ${code}::text END
        WHERE token = ${input.token} AND expires_at > now() AND EXISTS (SELECT 1 FROM known)
        RETURNING token, lower(${code}) IN (SELECT lower(kept) FROM unnest(cart.discount_codes) AS kept) AS held
      ), made AS (
        INSERT INTO cart (token, currency, country_code, discount_codes, expires_at, updated_at)
        SELECT ${newToken()}, currency, country, ARRAY[${code}::text], now() + interval '30 days', now()
        FROM shop, known WHERE NOT EXISTS (SELECT 1 FROM found)
        RETURNING token, true AS held
      ), given AS (SELECT * FROM found UNION ALL SELECT * FROM made)
      SELECT field, token, held FROM guesses_refused LEFT JOIN given ON true`
    if (given?.field) return guessRefusal()
    if (!given?.token) return new DomainError('NOT_FOUND', `We don’t know the code ${code}.`, 'code')
    const cart = await loadCart(tx, given.token)
    if (!cart) throw new Error('the cart that was just changed is gone')
    if (!given.held)
      throw new DomainError('TOO_MANY', `A cart holds at most ${limits.discountCodes} codes.`, 'code')
    return cart
  })
}
