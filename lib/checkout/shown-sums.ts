import { z } from 'zod'
import type { Cart } from '@/lib/cart/load-cart'
import { DomainError } from '@/lib/errors'

const minorUnits = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number)

/** What the page said the cart comes to, and what of it is left to pay; in minor units, as its form posts them. */
export const shownSums = z.object({ total: minorUnits, due: minorUnits })

export type ShownSums = z.infer<typeof shownSums>

/**
 * Nobody pays more than they saw, by card or by gift card: a code ended since then, a price rose, a gift card was used
 * elsewhere, or another window added something.
 * @throws DomainError CART_CHANGED
 */
export function refuseMore({ totals: { total, due } }: Cart, shown: ShownSums): void {
  if (total.minor > shown.total || due.minor > shown.due)
    throw new DomainError(
      'CART_CHANGED',
      'Your cart comes to more than you were shown. Look it over, then check out.',
    )
}
