import { readClosedCart } from '@/lib/cart/read-cart'
import { findCart, toCart } from './cart'
import { cartNamed, gidInCart, parseCartId } from './cart-id'
import type { Context } from './context'
import { clientError } from './errors'
import { toMetafield } from './metafields'

/** Each is several statements. More of them at once nobody shows. */
const most = 5

/**
 * Carts and what is in them, by their ids as they were given; of a line, only that there is such a cart. Without the
 * cart's key nothing of the buyer's: so a gift card on a cart is never found by its own id, which holds no key.
 * @throws GraphQLError for what is no id, and for things of more than five carts
 */
export async function readCartNodes(
  gids: readonly string[],
  context: Context,
): Promise<Map<string, object | null>> {
  const named = gids.map((gid) => ({ gid, cart: parseCartId(gid) === null ? cartNamed(gid) : gid }))
  const carts = [...new Set(named.flatMap(({ cart }) => cart ?? []))]
  if (carts.length > most)
    throw clientError('INVALID_FIELD_ARGUMENTS', `At most ${most} carts can be read at once.`)
  const readers = new Map(carts.map((cart) => [cart, inCart(cart, context)]))
  const nodes = named.map(async ({ gid, cart }) => {
    const found = cart === null ? null : await readers.get(cart)?.(gid)
    return [gid, found ?? null] as const
  })
  return new Map(await Promise.all(nodes))
}

/** @param name a cart's id, or its public id alone where something in it is asked for */
function inCart(name: string, context: Context): (gid: string) => Promise<object | null> {
  if (name.startsWith('gid:')) {
    const cart = findCart(name, context)
    return async () => cart
  }
  const read = readClosedCart(name)
  return async (gid) => {
    const cart = await read
    if (!cart) return null
    const is = (type: string, { id }: { id: string }) => gidInCart(type, id, cart) === gid
    const metafield = cart.metafields.find((row) => is('Metafield', row))
    if (metafield) return toMetafield(metafield, context, cart)
    if (!cart.lines.some((line) => is('CartLine', line))) return null
    const { nodes } = toCart(cart, context).lines({ first: 250 })
    return nodes.find(({ id }) => id === gid) ?? null
  }
}
