import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { storable } from '@/lib/storable'
import { cartGone } from './cart-gone'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { changed, keptCodes } from './sql'

/**
 * Replaces a cart's codes. They are kept in their order and word for word, but for what looks like a gift card's (see
 * `keptCodes`); one that was given before in another case is left out. Which of them apply the cart itself says, now and at every later reading.
 * @throws DomainError INVALID for a code that is too long, TOO_MANY, NOT_FOUND where the cart is gone
 */
export async function setDiscountCodes(input: { token: string; codes: string[] }): Promise<Cart> {
  const codes = distinctCodes(input.codes)
  return transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE cart SET discount_codes = ${keptCodes(codes)}, ${changed}
      WHERE token = ${input.token} AND expires_at > now()`
    const cart = await loadCart(tx, input.token)
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
