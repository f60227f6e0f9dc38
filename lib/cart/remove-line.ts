import type { Attributes } from '@/lib/attributes'
import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import type { NewLine } from './insert-lines'
import { type Cart, loadCart } from './load-cart'
import { changed } from './sql'

type Removed = {
  variant_id: bigint | null
  quantity: number
  attributes: Attributes
  article_id: bigint | null
}

/**
 * Takes a line out of a cart.
 * @returns the cart, and what `addLines` needs to put the line back; null where that can't be
 * @throws DomainError NOT_FOUND where the cart or line is gone
 */
export async function removeLine(input: {
  token: string
  lineId: string
}): Promise<{ cart: Cart; removed: NewLine | null }> {
  return transaction(async (tx) => {
    const [line] = await tx.$queryRaw<Removed[]>`
      WITH cart AS (
        UPDATE cart SET ${changed} WHERE token = ${input.token} AND expires_at > now() RETURNING id
      )
      DELETE FROM cart_line line USING cart WHERE line.cart_id = cart.id AND line.id = ${input.lineId}::uuid
      RETURNING line.variant_id, line.quantity, line.attributes, line.article_id`
    if (!line) throw new DomainError('NOT_FOUND', 'That is no longer in your cart.')
    const cart = await loadCart(tx, input.token)
    if (!cart) throw new Error('the cart that was just changed is gone')
    if (line.variant_id === null) return { cart, removed: null }
    const { variant_id: variantId, attributes, article_id: articleId } = line
    return { cart, removed: { variantId, quantity: Math.max(1, line.quantity), attributes, articleId } }
  })
}
