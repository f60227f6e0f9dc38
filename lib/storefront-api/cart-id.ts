import { isToken, publicIdOf } from '@/lib/cart/token'
import { clientError } from './errors'
import { gid } from './ids'

// Ids of carts and of what is in them: `gid://shopify/Cart/<public id>?key=<token>`. The key opens the cart; clients
// keep what stands after the last slash, so neither part may hold one.

type Named = { token: string | null; publicId: string }

/** With the key only where the asker had it. */
export function cartGid({ publicId, token }: Named): string {
  return gid('Cart', token === null ? publicId : `${publicId}?key=${token}`)
}

/** A line, a delivery group: things of one cart. */
export function gidInCart(type: string, id: string, { publicId }: { publicId: string }): string {
  return gid(type, `${id}?cart=${publicId}`)
}

const pattern = /^gid:\/\/shopify\/([A-Za-z][A-Za-z0-9]*)\/([\w-]{1,64})(?:\?(.*))?$/

function parse(text: string): { type: string; id: string; query: URLSearchParams } {
  const [, type, id, query] = pattern.exec(text) ?? []
  if (type === undefined || id === undefined)
    throw clientError('argumentLiteralsIncompatible', `Invalid global id '${text.slice(0, 100)}'`)
  return { type, id, query: new URLSearchParams(query ?? '') }
}

/**
 * @returns the name of a cart, and its token where the key is this cart's; null for an id of something else
 * @throws GraphQLError for what is no id at all
 */
export function parseCartId(text: string): Named | null {
  const { type, id, query } = parse(text)
  if (type !== 'Cart') return null
  const key = query.get('key') ?? undefined
  return { publicId: id, token: isToken(key) && publicIdOf(key) === id ? key : null }
}

/**
 * @returns the part after the type, such as a line's uuid; null for an id of another type
 * @throws GraphQLError for what is no id at all
 */
export function idInCart(type: string, text: string): string | null {
  const parsed = parse(text)
  return parsed.type === type ? parsed.id : null
}

/** The public id of the cart that a thing is in; null where its id names none. */
export function cartNamed(text: string): string | null {
  const named = parse(text).query.get('cart') ?? ''
  return /^[\w-]{1,64}$/.test(named) ? named : null
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** A line's row, or an address's; null where it can be none. */
export function uuidInCart(type: string, text: string): string | null {
  const id = idInCart(type, text)
  return id !== null && uuid.test(id) ? id : null
}
