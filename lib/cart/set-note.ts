import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { storable } from '@/lib/storable'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

/**
 * Keeps what the shopper writes for the people who pack; empty takes it away.
 * @throws DomainError INVALID when it is longer than 5,000 characters, NOT_FOUND where the cart is gone
 */
export async function setNote(input: { token: string; note: string }): Promise<Cart> {
  const note = storable(input.note).trim()
  // In code points, as PostgreSQL counts them.
  if ([...note].length > limits.note)
    throw new DomainError(
      'INVALID',
      `A note has at most ${limits.note.toLocaleString('en-NZ')} characters.`,
      'note',
    )
  return transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE cart SET note = ${note}, ${changed} WHERE token = ${input.token} AND expires_at > now()`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw new DomainError('NOT_FOUND', 'This cart has ended. Add something to start a new one.')
    return cart
  })
}
