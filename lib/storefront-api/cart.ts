import type { Cart } from '@/lib/cart/load-cart'
import { type ClosedCart, readCart, readClosedCart } from '@/lib/cart/read-cart'
import { readProducts } from '@/lib/catalog/products'
import { toAttributes } from './attributes'
import { toBuyerIdentity } from './cart-buyer'
import { toAppliedGiftCards, toCartCost } from './cart-cost'
import { toDelivery } from './cart-delivery'
import { toCartDiscounts } from './cart-discounts'
import { cartGid, parseCartId } from './cart-id'
import { toLine } from './cart-line'
import { toCartProduct } from './cart-product'
import { listConnection, type PageArguments } from './connection'
import type { Context } from './context'
import { toMetafields } from './metafields'
import { once } from './once'
import type { ProductNode } from './product'
import { toSeconds } from './text'
import { toVariant, type VariantNode } from './variant'

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
  const variants = once(() => readVariants(shown, context))
  const lines = async (args: PageArguments, ids?: Set<string>) => {
    const found = await variants()
    const bought = shown.flatMap((line) => {
      const merchandise = found.get(String(line.variantId))
      return merchandise && (!ids || ids.has(line.id)) ? [{ id: line.id, line, merchandise }] : []
    })
    return listConnection(args, bought, ({ line, merchandise }) => toLine(line, cart, merchandise))
  }
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

/** The variants of lines as the API shows them, in one statement, however many there are. */
async function readVariants(lines: Cart['lines'], context: Context): Promise<Map<string, VariantNode>> {
  const wanted = new Set(lines.map(({ variantId }) => String(variantId)))
  const productIds = [...new Set(lines.map(({ productId }) => String(productId)))]
  const products = await readProducts(productIds, [...wanted])
  return new Map(
    products.flatMap((product) => {
      let shown: ProductNode | undefined
      const parent = () => {
        shown ??= toCartProduct(product, context)
        return shown
      }
      return product.variants.map((variant) => [variant.id, toVariant(variant, parent, context)] as const)
    }),
  )
}
