import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { storable } from '@/lib/storable'
import { cartGone } from './cart-gone'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Keeps what the shopper writes for the people who pack; empty takes it away. The same again is no change of the cart.
 * @throws DomainError INVALID when it is longer than 5,000 characters, NOT_FOUND where the cart is gone
 */
export async function setNote(input: { token: string; note: string }): Promise<Cart> {
  const note = checkNote(input.note)
  return transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE cart SET note = ${note}, ${changed}
      WHERE token = ${input.token} AND expires_at > now() AND note <> ${note}`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw cartGone()
    return cart
  })
}

/**
 * A note as it is kept. A form posts a line end as two characters and its field counts it as one: it is one here too.
 * @throws DomainError INVALID when it is longer than 5,000 characters
 */
export function checkNote(text: string): string {
  const note = storable(text).replace(/\r\n?/g, '\n').trim()
  // In code points, as PostgreSQL counts them.
  if ([...note].length > limits.note)
    throw new DomainError(
      'INVALID',
      `A note has at most ${limits.note.toLocaleString('en-NZ')} characters.`,
      'note',
    )
  return note
}
