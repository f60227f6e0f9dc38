import { unstable_cache } from 'next/cache'
import { tags } from './cache'
import { orUnavailable } from './or-unavailable'

/**
 * Remembers what `read` found until one of `names` expires, and makes every page it is called for depend on them
 * too. The `cached.ts` of each domain wraps its reads with it; only they may call it, and only inside Next.
 *
 * The value is kept as JSON: no bigint, no Date. A read that fails is not remembered, and neither is the page that
 * sends its visitor away for it (lib/page-cache.mjs).
 * @param key what makes this read different from all others
 * @param names at most 128: Next drops what comes after, and with it the page's freshness
 */
export function cachedRead<T>(key: string[], names: string[], read: () => Promise<T>): Promise<T> {
  const all = [tags.everything, ...new Set(names)]
  if (all.length > 128) throw new RangeError(`${key[0]} depends on ${all.length} tags`)
  return orUnavailable(`read.${key[0]}`, () => unstable_cache(read, key, { tags: all })())
}

/**
 * Whether an address could hold such a handle at all. Addresses come from anyone, and what no row can be named is
 * neither asked for nor remembered.
 */
export function isHandle(text: string): boolean {
  return text.length <= 255 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
}

/**
 * Looks an address up. What is found is not remembered here, so that a page depends only on what it shows; what is
 * missing is remembered until the list that would bring it changes (`list`), so that a publication shows at once.
 */
export async function findOrRemember<T>(
  key: string[],
  list: string,
  find: () => Promise<T | null>,
): Promise<T | null> {
  const found = await orUnavailable(`find.${key[0]}`, find)
  return found ?? (await cachedRead(['missing', ...key], [list], find))
}
