import { randomUUID } from 'node:crypto'
import { onCommit, type Tx } from './db'
import { logError } from './log'

/**
 * Names of what cached reads depend on. `lib/<domain>/cached.ts` wraps reads with them, a write expires them, and
 * the next request is fresh. Tests, seed and worker import this file, so `next/cache` stays out of it
 * (it throws outside Next): `instrumentation.ts` brings it along.
 */
export const tags = {
  shop: 'shop',
  /** A product with its variants, prices, media, label and stock word. */
  product: (id: bigint | string) => `product:${id}`,
  /** Which products exist, in lists, sitemap and menus. */
  catalog: 'catalog',
  collection: (id: bigint | string) => `collection:${id}`,
  article: (id: bigint | string) => `article:${id}`,
  /** Which articles exist, in lists, feeds and related links. */
  articles: 'articles',
  page: (handle: string) => `page:${handle}`,
  policy: (handle: string) => `policy:${handle}`,
  menus: 'menus',
  shipping: 'shipping',
  /** The delivery promise, which changes with the clock. */
  delivery: 'delivery',
  redirects: 'redirects',
  /** All of them, for a process that may have missed what expired. */
  everything: 'everything',
} as const

export const expiryChannel = 'shop_cache'
const instance = randomUUID()

const shared = globalThis as typeof globalThis & {
  shopExpire?: { instance: string; here: (tags: string[]) => void }
}

/** Called once by `instrumentation.ts` in a web process. */
export function installExpiry(here: (tags: string[]) => void): { instance: string } {
  shared.shopExpire = { instance, here }
  return { instance }
}

/**
 * Expires tags once the transaction commits: here at once, if this is a web process, so that the very next request
 * is fresh; in every other web process by NOTIFY, which PostgreSQL delivers at commit or not at all.
 */
export async function expire(tx: Tx, ...names: string[]): Promise<void> {
  if (names.length === 0) return
  const unique = [...new Set(names)]
  const from = shared.shopExpire?.instance ?? ''
  for (const chunk of chunks(unique, 100)) {
    const message = JSON.stringify({ from, tags: chunk })
    await tx.$executeRaw`SELECT pg_notify(${expiryChannel}, ${message})`
  }
  onCommit(tx, () => {
    try {
      shared.shopExpire?.here(unique)
    } catch (error) {
      logError('cache.expire_failed', error)
    }
  })
}

/** A NOTIFY payload holds 8,000 bytes. */
function chunks<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )
}
