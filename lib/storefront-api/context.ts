import type { BlogView } from '@/lib/content/blogs'
import type { ShopView } from '@/lib/content/shop'
import type { Caller } from './caller'
import type { sharedReads } from './shared-reads'

/** What every answer of one request needs. */
export type Context = ReturnType<typeof sharedReads> & {
  shop: ShopView
  /** The shop's address, without a slash at its end. */
  site: string
  /** ISO 3166-1 alpha-2, as `@inContext` says it; null where it says none. */
  asked: string | null
  /** The same where parcels go there, else the shop's own. */
  country: () => Promise<string>
  /** There are few, and every article asks for its own. */
  blogs: () => Promise<BlogView[]>
  /** Whom limits count, such as those of checkouts. */
  visitor: Caller['visitor']
  /** The kind of token that was given; null without one. */
  token: Caller['token']
}
