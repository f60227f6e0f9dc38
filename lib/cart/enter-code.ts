import { DomainError, isDomainError } from '@/lib/errors'
import { applyGiftCards } from './apply-gift-cards'
import { enterDiscountCode } from './enter-discount-code'
import type { Cart } from './load-cart'

/**
 * Takes the code of a discount or of a gift card, whichever the shop has: one field for both.
 * @param visitor the network the request came from: guesses are limited
 * @throws DomainError with the field `code`: NOT_FOUND for one that can't be used, whatever is wrong with it, TOO_MANY,
 *   TOO_OFTEN
 */
export async function enterCode(input: {
  token: string | null
  code: string
  visitor?: string | undefined
}): Promise<{ cart: Cart; kind: 'discount' | 'gift_card' }> {
  const { token, code, visitor } = input
  try {
    return { kind: 'discount', cart: await enterDiscountCode({ token, code, visitor }) }
  } catch (error) {
    if (token === null || !isDomainError(error) || error.code !== 'NOT_FOUND') throw error
  }
  try {
    return { kind: 'gift_card', cart: await applyGiftCards({ token, codes: [code], visitor }) }
  } catch (error) {
    if (isDomainError(error) && error.field?.startsWith('giftCardCodes'))
      throw new DomainError(error.code, error.message, 'code')
    throw error
  }
}
