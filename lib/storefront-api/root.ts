import { readCollectionId, readCollections } from '@/lib/catalog/collections'
import { readProductId } from '@/lib/catalog/products'
import type { BlogView } from '@/lib/content/blogs'
import { findMenu } from '@/lib/content/menus'
import { readPageId, readPages } from '@/lib/content/pages'
import type { KeysetCursor, KeysetPage } from '@/lib/keyset'
import { findBlogs, listCollections, listPages } from '@/lib/search/list-written'
import { readProductValues } from '@/lib/search/tags-and-types'
import { type ArticleArguments, articleConnection, toBlog } from './article'
import { findCart } from './cart'
import { toCollection } from './collection'
import { keysetConnection, listConnection, type PageArguments, stringConnection } from './connection'
import type { Context } from './context'
import { gid, idOf, parseGid } from './ids'
import { toMenu } from './menu'
import { readNodes } from './nodes'
import { noneOf } from './none'
import { toPage } from './page'
import { productConnection } from './product-list'
import { type RecommendationArguments, recommendations } from './recommendations'
import { redirectConnection } from './redirects'
import { predictiveSearch, searchConnection } from './search'
import { localization, paymentSettings, toShop } from './shop'
import { toSitemap } from './sitemap'
import { versions } from './versions'

type ByIdOrHandle = { id?: string | null; handle?: string | null }

/** Something asked for by its id or its handle; null where there is none, or it is not published. */
const finder =
  (type: string, context: Context, readId: (handle: string) => Promise<string | null>) =>
  async ({ id, handle }: ByIdOrHandle) => {
    const found = id != null ? idOf(type, id) : handle != null ? await readId(handle) : null
    return found === null ? null : ((await readNodes([gid(type, found)], context))[0] ?? null)
  }

/** A list in the database, in pages. */
const lister =
  <Sort, Item extends { id: string }>(
    context: Context,
    list: (query: string | null, sort: Sort, place: KeysetPage) => Promise<KeysetCursor[]>,
    load: (ids: string[]) => Promise<Item[]>,
    toNode: (item: Item, context: Context) => object,
  ) =>
  (args: PageArguments & { sortKey: Sort; query?: string | null }) =>
    keysetConnection(
      args,
      (place) => list(args.query ?? null, args.sortKey, place),
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
    products: (args: Parameters<typeof productConnection>[0]) => productConnection(args, context),
    productRecommendations: (args: RecommendationArguments) => recommendations(args, context),
    productTags: async ({ first }: { first: number }) =>
      stringConnection({ first }, (limit) => readProductValues('tag', limit)),
    productTypes: async ({ first }: { first: number }) =>
      stringConnection({ first }, (limit) => readProductValues('type', limit)),
    search: (args: Parameters<typeof searchConnection>[0]) => searchConnection(args, context),
    predictiveSearch: (args: Parameters<typeof predictiveSearch>[0]) => predictiveSearch(args, context),
    collection,
    collectionByHandle: collection,
    collections: lister(context, listCollections, readCollections, toCollection),
    cart: ({ id }: { id: string }) => findCart(id, context),
    page,
    pageByHandle: page,
    pages: lister(context, listPages, readPages, toPage),
    blog,
    blogByHandle: blog,
    blogs: async (args: PageArguments & { sortKey: string; query?: string | null }) => {
      const found = args.query ? await findBlogs(args.query) : null
      const blogs = (await context.blogs()).filter(({ id }) => found === null || found.has(id))
      return listConnection(args, sorted(blogs, args.sortKey), (item) => toBlog(item, context))
    },
    article: async ({ id }: { id: string }) =>
      idOf('Article', id) === null ? null : ((await readNodes([id], context))[0] ?? null),
    articles: (args: ArticleArguments) => articleConnection(null, args, context),
    menu: async ({ handle }: { handle: string }) => {
      const menu = await findMenu(handle)
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
