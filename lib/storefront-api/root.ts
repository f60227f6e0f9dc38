import { listCollectionIds, readCollectionId, readCollections } from '@/lib/catalog/collections'
import { listProductIds } from '@/lib/catalog/product-list'
import { readProductId, readProducts } from '@/lib/catalog/products'
import type { BlogView } from '@/lib/content/blogs'
import { findMenu } from '@/lib/content/menus'
import { listPageIds, readPageId, readPages } from '@/lib/content/pages'
import type { KeysetCursor, KeysetPage } from '@/lib/keyset'
import { isStorable } from '@/lib/storable'
import { type ArticleArguments, articleConnection, toBlog } from './article'
import { findCart } from './cart'
import { toCollection } from './collection'
import { keysetConnection, listConnection, type PageArguments } from './connection'
import type { Context } from './context'
import { gid, idOf, parseGid } from './ids'
import { toMenu } from './menu'
import { readNodes } from './nodes'
import { noneOf } from './none'
import { toPage } from './page'
import { toProduct } from './product'
import { redirectConnection } from './redirects'
import { localization, paymentSettings, toShop } from './shop'
import { toSitemap } from './sitemap'
import { versions } from './versions'

type ByIdOrHandle = { id?: string | null; handle?: string | null }

/** Something asked for by its id or its handle; null where there is none, or it is not published. */
const finder =
  (type: string, context: Context, readId: (handle: string) => Promise<string | null>) =>
  async ({ id, handle }: ByIdOrHandle) => {
    const found = id != null ? idOf(type, id) : isStorable(handle) ? await readId(handle) : null
    return found === null ? null : ((await readNodes([gid(type, found)], context))[0] ?? null)
  }

/** A list in the database, in pages. */
const lister =
  <Sort, Item extends { id: string }>(
    context: Context,
    list: (sort: Sort, place: KeysetPage) => Promise<KeysetCursor[]>,
    load: (ids: string[]) => Promise<Item[]>,
    toNode: (item: Item, context: Context) => object,
  ) =>
  (args: PageArguments & { sortKey: Sort }) =>
    keysetConnection(
      args,
      (place) => list(args.sortKey, place),
      load,
      (item) => toNode(item, context),
    )

/** QueryRoot: every field a client can ask first. */
export function queryRoot(context: Context) {
  const product = finder('Product', context, readProductId)
  const collection = finder('Collection', context, readCollectionId)
  const page = finder('Page', context, readPageId)
  const blog = finder('Blog', context, async (handle) => {
    const found = (await context.blogs()).find((candidate) => candidate.handle === handle)
    return found?.id ?? null
  })
  return {
    shop: () => toShop(context),
    localization: () => localization(context),
    paymentSettings: () => paymentSettings(context),
    publicApiVersions: () => versions,
    product,
    productByHandle: product,
    products: lister(context, listProductIds, readProducts, toProduct),
    collection,
    collectionByHandle: collection,
    collections: lister(context, listCollectionIds, readCollections, toCollection),
    cart: ({ id }: { id: string }) => findCart(id, context),
    page,
    pageByHandle: page,
    pages: lister(context, listPageIds, readPages, toPage),
    blog,
    blogByHandle: blog,
    blogs: async (args: PageArguments & { sortKey: string }) =>
      listConnection(args, sorted(await context.blogs(), args.sortKey), (item) => toBlog(item, context)),
    article: async ({ id }: { id: string }) =>
      idOf('Article', id) === null ? null : ((await readNodes([id], context))[0] ?? null),
    articles: (args: ArticleArguments) => articleConnection(null, args, context),
    menu: async ({ handle }: { handle: string }) => {
      const menu = isStorable(handle) ? await findMenu(handle) : null
      return menu && toMenu(menu, context)
    },
    sitemap: toSitemap,
    urlRedirects: redirectConnection,
    // Nobody picks anything up here, and what is more than a metafield has no shape of its own.
    locations: noneOf,
    metaobject: ({ id }: { id?: string | null }) => {
      if (id != null) parseGid(id)
      return null
    },
    metaobjects: noneOf,
    node: async ({ id }: { id: string }) => (await readNodes([id], context))[0] ?? null,
    nodes: ({ ids }: { ids: string[] }) => readNodes(ids, context),
  }
}

/** There are few blogs, and they come oldest first. */
function sorted(blogs: BlogView[], sortKey: string): BlogView[] {
  const by = sortKey === 'TITLE' ? 'title' : sortKey === 'HANDLE' ? 'handle' : null
  return by ? blogs.toSorted((a, b) => (a[by] < b[by] ? -1 : 1)) : blogs
}
