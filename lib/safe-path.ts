const base = 'http://shop.invalid'

/**
 * A path of this shop to go back to, out of a form or an address ("next", "from"). Everything else gives the
 * fallback: other hosts ("//evil", "/\evil"), schemes ("javascript:"), and what a browser would read differently
 * than we do (control characters, which it drops; backslashes, which it turns).
 * @returns path with query and fragment, from "/"
 */
export function safePath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || value.length > 2_000 || !/^\/[!-[\]-~]*$/.test(value)) return fallback
  if (!URL.canParse(value, base)) return fallback
  const { origin, pathname, search, hash } = new URL(value, base)
  // Dot segments can leave two slashes at the front: "/.//evil".
  return origin === base && !pathname.startsWith('//') ? pathname + search + hash : fallback
}
