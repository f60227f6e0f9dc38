import { sql } from '@/lib/db'
import { zero } from '@/lib/money'
import { type Cart, loadCart, loadNamedCart } from './load-cart'

/** The cart for a page to show: live, in one statement; null for a token that opens none. */
export async function readCart(token: string): Promise<Cart | null> {
  return loadCart(sql(), token)
}

/** A cart as those see it who can name it and not open it. */
export type ClosedCart = Omit<Cart, 'token'> & { token: null }

/**
 * What is in a cart, and nothing about the buyer: who they are, where they live, what they wrote, what they pay with.
 * Of its codes those that the shop has: anything may have been typed there.
 */
export async function readClosedCart(publicId: string): Promise<ClosedCart | null> {
  const cart = await loadNamedCart(sql(), publicId)
  if (!cart) return null
  const totals = { ...cart.totals, giftCards: zero(cart.currency), due: cart.totals.total }
  const unknown = cart.warnings.filter(({ code }) => code === 'DISCOUNT_NOT_FOUND')
  const typed = new Set(unknown.flatMap((warning) => ('discountCode' in warning ? warning.discountCode : [])))
  return {
    ...cart,
    token: null,
    note: '',
    buyer: nobody,
    addresses: [],
    giftCards: [],
    discountCodes: cart.discountCodes.filter(({ code }) => !typed.has(code)),
    warnings: cart.warnings.filter((warning) => !unknown.includes(warning)),
    totals,
  }
}

const nobody: Cart['buyer'] = { countryCode: null, email: null, phone: null, preferences: null }
