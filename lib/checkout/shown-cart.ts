import { z } from 'zod'
import type { Cart } from '@/lib/cart/load-cart'
import { DomainError } from '@/lib/errors'

const minorUnits = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number)

/**
 * What the page said the cart comes to, what of it is left to pay, in minor units, and where it goes and how (empty for
 * no rate), as its form posts them.
 */
export const shownCart = z.object({
  total: minorUnits,
  due: minorUnits,
  shownCountry: z.string().optional(),
  shownRate: z.string().optional(),
})

export type ShownCart = z.infer<typeof shownCart>

/**
 * Nobody pays more than they saw, by card or by gift card: a code ended since then, a price rose, a gift card was used
 * elsewhere, or another window added something. Nor for another delivery, though it costs less.
 * @throws DomainError CART_CHANGED
 */
export function refuseUnseen({ totals, countryCode, rate }: Cart, shown: ShownCart): void {
  if (totals.total.minor > shown.total || totals.due.minor > shown.due)
    throw new DomainError(
      'CART_CHANGED',
      'Your cart comes to more than you were shown. Look it over, then check out.',
    )
  const { shownCountry = countryCode, shownRate = rate?.id ?? '' } = shown
  if (countryCode !== shownCountry || (rate?.id ?? '') !== shownRate)
    throw new DomainError(
      'CART_CHANGED',
      'Your cart is sent elsewhere or in another way than you were shown. Look it over, then check out.',
    )
}
