import type { Cart } from '@/lib/cart/load-cart'
import { type ClosedCart, readCart, readClosedCart } from '@/lib/cart/read-cart'
import { toAttributes } from './attributes'
import { toBuyerIdentity } from './cart-buyer'
import { toAppliedGiftCards, toCartCost } from './cart-cost'
import { toDelivery } from './cart-delivery'
import { toCartDiscounts } from './cart-discounts'
import { cartGid, parseCartId } from './cart-id'
import { toLine } from './cart-line'
import { listConnection, type PageArguments } from './connection'
import type { Context } from './context'
import { merchandiseOf } from './merchandise'
import { toMetafields } from './metafields'
import { toSeconds } from './text'

/**
 * A cart as it stands now; without its key what is in it and nothing of the buyer's.
 * @returns null for one that there is not
 * @throws GraphQLError for what is no id
 */
export async function findCart(id: string, context: Context) {
  const named = parseCartId(id)
  if (!named) return null
  const cart = named.token ? await readCart(named.token) : await readClosedCart(named.publicId)
  return cart && toCart(cart, context)
}

/** A line whose variant is not on sale any more is left out: it costs nothing and nothing of it can be shown. */
export function toCart(cart: Cart | ClosedCart, context: Context) {
  const shown = cart.lines.filter(({ state }) => state === 'ok')
  const merchandise = merchandiseOf(context)
  const lines = (args: PageArguments, ids?: Set<string>) =>
    listConnection(args, ids ? shown.filter(({ id }) => ids.has(id)) : shown, (line) =>
      toLine(line, cart, merchandise(line)),
    )
  const id = cartGid(cart)
  return {
    __typename: 'Cart' as const,
    id,
    checkoutUrl: `${context.site}/cart/c/${id.slice(id.lastIndexOf('/') + 1)}`,
    createdAt: toSeconds(cart.createdAt.toISOString()),
    updatedAt: toSeconds(cart.updatedAt.toISOString()),
    note: cart.note,
    totalQuantity: shown.reduce((sum, line) => sum + line.quantity, 0),
    lines: (args: PageArguments) => lines(args),
    buyerIdentity: toBuyerIdentity(cart),
    ...toAttributes(cart.attributes),
    ...toCartCost(cart),
    ...toDelivery(cart, lines),
    ...toMetafields(cart.metafields, context, cart),
    ...toCartDiscounts(cart, shown),
    appliedGiftCards: toAppliedGiftCards(cart),
  }
}
