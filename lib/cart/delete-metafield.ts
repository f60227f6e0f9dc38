import { transaction } from '@/lib/db'
import { cartGone } from './cart-gone'
import { changed } from './sql'

/**
 * @returns the id of the metafield that went; null where there was none
 * @throws DomainError NOT_FOUND where the cart is gone
 */
export async function deleteMetafield(input: {
  token: string
  namespace: string
  key: string
}): Promise<string | null> {
  return transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ id: bigint | null }[]>`
      WITH cart AS (
        UPDATE cart SET ${changed} WHERE token = ${input.token} AND expires_at > now() RETURNING id
      ), gone AS (
        DELETE FROM cart_metafield metafield USING cart WHERE metafield.cart_id = cart.id
          AND metafield.namespace = ${input.namespace} AND metafield.key = ${input.key}
        RETURNING metafield.id
      )
      SELECT gone.id FROM cart LEFT JOIN gone ON true`
    if (!row) throw cartGone()
    return row.id === null ? null : String(row.id)
  })
}
