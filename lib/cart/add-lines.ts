import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { Prisma } from '@/prisma/generated/client'
import { cartGone } from './cart-gone'
import { insertLines, mergedLines, type NewLine, refuseCrowd, refuseUnsold, withCuts } from './insert-lines'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'
import { newToken } from './token'

/**
 * Puts variants into a cart, all of them or none, and returns it. A token that opens no cart (none yet, stale,
 * foreign, expired) gets a new one, unless `existing` says that it must not: the cart's own `token` says which to
 * keep. A variant with the same attributes joins its line. Quantities are cut to stock with a warning; a sold-out one
 * stands there with 0. Four statements, BEGIN and COMMIT included.
 * @throws DomainError INVALID for quantities outside 1 to 999,999, NOT_FOUND for a variant that is not for sale
 * (`lines.<place>.variantId`) or a cart that is gone (`cart`), TOO_MANY for more lines than a cart holds
 */
export async function addLines(input: {
  token: string | null
  lines: NewLine[]
  existing?: boolean
}): Promise<Cart> {
  const wanted = mergedLines(input.lines)
  if (wanted.length === 0) throw new DomainError('INVALID', `Add between 1 and ${limits.lines} things.`)
  return transaction(async (tx) => {
    const added = await insertLines(tx, wanted, { cart: foundOrMade(input.token, input.existing ?? false) })
    const [first] = added
    if (!first) throw cartGone()
    refuseUnsold(added)
    const cart = await loadCart(tx, first.token)
    if (!cart) throw new Error('the cart that was just changed is gone')
    refuseCrowd(cart)
    return withCuts(cart, added)
  })
}

const foundOrMade = (token: string | null, existing: boolean) => Prisma.sql`
  found AS (
    UPDATE cart SET ${changed} WHERE token = ${token} AND expires_at > now() RETURNING id, token, currency
  ), made AS (
    INSERT INTO cart (token, currency, country_code, expires_at, updated_at)
    SELECT ${newToken()}, currency, country, now() + interval '30 days', now() FROM shop
    WHERE NOT EXISTS (SELECT 1 FROM found) AND NOT ${existing}::boolean
    RETURNING id, token, currency
  ), cart AS (
    SELECT * FROM found UNION ALL SELECT * FROM made
  )`
