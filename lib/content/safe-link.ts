/**
 * An address that a text may link to: http, https, mailto, a path of this shop or a place in the page. Anything
 * else (`javascript:`, `//host`, hidden control characters that browsers drop) is undefined.
 */
export function safeLink(url: string): string | undefined {
  const hidden = [...url].some(
    (character) => character <= ' ' || character === '\\' || character === '\u007f',
  )
  return !hidden && /^(https?:\/\/[^/]|mailto:[^@]|\/(?!\/)|#)/i.test(url) ? url : undefined
}

/** The handle in a link to a product of this shop. */
export function linkedProduct(url: string): string | null {
  return /^\/products\/([a-z0-9]+(?:-[a-z0-9]+)*)\/?(?:[?#].*)?$/.exec(url)?.[1] ?? null
}
