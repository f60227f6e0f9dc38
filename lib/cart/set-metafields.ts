import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { cartGone } from './cart-gone'
import { limits } from './limits'
import { type CartMetafield, checkMetafields } from './metafields'
import { changed, insertMetafields } from './sql'

type NewMetafield = Omit<CartMetafield, 'id'> & { token: string }

/**
 * Keeps metafields with carts, each with the cart that its token opens; one of the same namespace and key is replaced.
 * All of them or none. Four statements, BEGIN and COMMIT included, however many carts.
 * @returns by token, all the metafields of each cart
 * @throws DomainError INVALID_METAFIELDS for too many on one cart (`carts.<token>`) or one that is too long
 *   (`metafields`), NOT_FOUND where a cart is gone (`carts.<token>`)
 */
export async function setMetafields(
  given: readonly NewMetafield[],
): Promise<ReadonlyMap<string, CartMetafield[]>> {
  const tokens = [...new Set(given.map(({ token }) => token))]
  const metafields = tokens.flatMap((token) => checkMetafields(given.filter((one) => one.token === token)))
  return transaction(async (tx) => {
    await tx.$executeRaw`
      WITH locked AS MATERIALIZED (
        SELECT id FROM cart WHERE token = ANY (${tokens}::text[]) AND expires_at > now() ORDER BY id FOR NO KEY UPDATE
      ), cart AS (
        UPDATE cart SET ${changed} FROM locked WHERE cart.id = locked.id RETURNING cart.id, cart.token
      )
      ${insertMetafields(metafields)}`
    const rows = await tx.$queryRaw<(CartMetafield & { owner: string })[]>`
      SELECT cart.token AS owner, metafield.id::text, namespace, key, type, value
      FROM cart_metafield metafield JOIN cart ON cart.id = metafield.cart_id
      WHERE cart.token = ANY (${tokens}::text[]) AND cart.expires_at > now() ORDER BY metafield.id`
    const kept = new Map(tokens.map((token) => [token, rows.filter(({ owner }) => owner === token)]))
    for (const token of tokens) {
      const count = kept.get(token)?.length ?? 0
      if (count === 0) throw new DomainError('NOT_FOUND', cartGone().message, `carts.${token}`)
      if (count > limits.metafields)
        throw new DomainError('INVALID_METAFIELDS', 'The metafields were not valid.', `carts.${token}`)
    }
    return kept
  })
}
