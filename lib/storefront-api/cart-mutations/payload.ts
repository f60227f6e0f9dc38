import { cartGone } from '@/lib/cart/cart-gone'
import { createCart, emptyCart } from '@/lib/cart/create-cart'
import type { Cart } from '@/lib/cart/load-cart'
import { readCart } from '@/lib/cart/read-cart'
import { type CartWarning, isGiftCardWarning, isLineWarning } from '@/lib/cart/warnings'
import { type DomainError, isDomainError } from '@/lib/errors'
import { toCart } from '../cart'
import { cartGid, gidInCart, parseCartId } from '../cart-id'
import type { Context } from '../context'
import { gid } from '../ids'

/** What a client did that can't be; `field` is the path into the mutation's arguments. */
export type UserError = { code: string; field: string[] | null; message: string }

/** Thrown by a mutation that finds its input wrong; nothing was changed. */
export class Refused extends Error {
  constructor(
    readonly userErrors: UserError[],
    /** The cart is answered as it is. */
    readonly withCart = false,
  ) {
    super('refused')
  }
}

/** Says what a domain's error means for the arguments of one mutation. */
export type Explain = (error: DomainError) => UserError | Refused | undefined

export type CartPayload = { cart: object | null; userErrors: UserError[]; warnings: object[] }

/**
 * Changes the cart of an id. Without its key, or where there is none (any more), it answers a new empty cart, as the
 * official API does, so that a client has something to go on with.
 * @param cartId as the client gave it
 */
export async function changeCart(
  cartId: string,
  context: Context,
  change: (token: string) => Promise<Cart>,
  explain: Explain = () => undefined,
): Promise<CartPayload> {
  const token = parseCartId(cartId)?.token ?? null
  try {
    if (token === null) throw cartGone()
    return toPayload(await change(token), context)
  } catch (error) {
    if (isDomainError(error) && error.code === 'NOT_FOUND' && error.field === 'cart')
      return { ...toPayload(await createCart(emptyCart), context), userErrors: [noSuchCart] }
    const { userErrors, withCart } = toRefused(error, explain)
    const cart = withCart && token ? await readCart(token) : null
    return { cart: cart && toCart(cart, context), userErrors, warnings: [] }
  }
}

const noSuchCart = { code: 'INVALID', field: ['cartId'], message: 'The specified cart does not exist.' }

/** @throws what nobody expected */
export function toRefused(error: unknown, explain: Explain): Refused {
  if (error instanceof Refused) return error
  if (!isDomainError(error)) throw error
  const explained = explain(error)
  if (explained instanceof Refused) return explained
  return new Refused([explained ?? { code: codeOf(error), field: pathOf(error), message: error.message }])
}

/** The domain's codes that are the API's own too; others are INVALID. */
function codeOf({ code }: DomainError): string {
  if (code === 'TOO_MANY') return 'CART_TOO_LARGE'
  return /^(INVALID_|ONLY_ONE_DELIVERY|TOO_MANY_DELIVERY)/.test(code) ? code : 'INVALID'
}

const pathOf = ({ field }: DomainError) => field?.split('.') ?? null

export function toPayload(cart: Cart, context: Context): CartPayload {
  const shown = new Set(cart.lines.filter(({ state }) => state === 'ok').map(({ id }) => id))
  const warnings = cart.warnings.filter((warning) => !isLineWarning(warning) || shown.has(warning.lineId))
  return {
    cart: toCart(cart, context),
    userErrors: [],
    warnings: warnings.map((warning) => ({
      code: warning.code,
      message: warning.message,
      target: targetOf(warning, cart),
    })),
  }
}

function targetOf(warning: CartWarning, cart: Cart): string {
  if (isLineWarning(warning)) return gidInCart('CartLine', warning.lineId, cart)
  if (isGiftCardWarning(warning)) return gid('AppliedGiftCard', warning.giftCardId)
  return cartGid({ ...cart, token: null })
}
