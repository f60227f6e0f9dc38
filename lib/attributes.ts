/** What a shopper or a front end said about a line, a cart or an order ("Gift for": "Ana"). */
export type Attributes = Record<string, string>

/** JSONB forgets the order of keys; the first mention of each is kept beside it. */
export function inOrder(attributes: Attributes, keys: readonly string[]): Attributes {
  const known = keys.filter((key) => Object.hasOwn(attributes, key))
  return Object.fromEntries([
    ...known.map((key) => [key, attributes[key] ?? '']),
    ...Object.entries(attributes),
  ])
}

/** By the convention of such shops a key that begins with "_" is between the front end and the staff. */
export const isPrivate = (key: string): boolean => key.startsWith('_')

/** What pages and mails show the shopper. */
export function shownToShopper(attributes: Attributes): { key: string; value: string }[] {
  return Object.entries(attributes)
    .filter(([key]) => !isPrivate(key))
    .map(([key, value]) => ({ key, value }))
}
