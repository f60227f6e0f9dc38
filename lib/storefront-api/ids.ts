import { clientError } from './errors'

/** `gid://shopify/Product/7`: what clients parse and keep. The last part is an integer, but for carts and lines. */
export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`
}

/** Ids of rows are bigint: 19 digits at most. */
const pattern = /^gid:\/\/shopify\/([A-Za-z][A-Za-z0-9]*)\/(\d{1,18})(?:\?.*)?$/

/**
 * @returns type and row id
 * @throws GraphQLError `argumentLiteralsIncompatible` for what is not an id at all
 */
export function parseGid(text: string): { type: string; id: string } {
  const [, type, id] = pattern.exec(text) ?? []
  if (type === undefined || id === undefined)
    throw clientError('argumentLiteralsIncompatible', `Invalid global id '${text.slice(0, 100)}'`)
  return { type, id }
}

/** The row's id where the gid is of this type; null for one of another. */
export function idOf(type: string, text: string): string | null {
  const parsed = parseGid(text)
  return parsed.type === type ? parsed.id : null
}

/** Whether a text, such as a value of ours, is an id of one of these types. */
export function isGid(text: string, types: { has(type: string): boolean }): boolean {
  const [, type] = pattern.exec(text) ?? []
  return type !== undefined && types.has(type)
}
