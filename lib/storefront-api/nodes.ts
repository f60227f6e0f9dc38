import { readCollections } from '@/lib/catalog/collections'
import { readProductIdsOfVariants, readProducts } from '@/lib/catalog/products'
import { readArticles } from '@/lib/content/articles'
import { readPages } from '@/lib/content/pages'
import { readPolicies } from '@/lib/content/policies'
import { readRedirects } from '@/lib/content/redirects'
import { toArticle, toBlog } from './article'
import { readCartNodes } from './cart-nodes'
import { toCollection } from './collection'
import type { Context } from './context'
import { parseGid } from './ids'
import { toPage } from './page'
import {
  readMediaImages,
  readMenuItems,
  readMenuNodes,
  readMetafieldNodes,
  readOptions,
  readOptionValues,
} from './part-nodes'
import { toProduct } from './product'
import { toRedirect } from './redirects'
import { policyHandles, toPolicy, toShop } from './shop'
import { toVariant } from './variant'

type Item = { id: string }

/** How the things of one type are read, all of them in one or two statements, and shown. */
const types = new Map<string, Read>(
  Object.entries<Read>({
    Product: async (ids, context) => shown(await readProducts(ids), (item) => toProduct(item, context)),
    Collection: async (ids, context) =>
      shown(await readCollections(ids), (item) => toCollection(item, context)),
    Article: async (ids, context) => shown(await readArticles(ids), (item) => toArticle(item, context)),
    Page: async (ids, context) => shown(await readPages(ids), (item) => toPage(item, context)),
    ShopPolicy: async (_, context) =>
      shown(await readPolicies(policyHandles), (item) => toPolicy(item, context)),
    Shop: async (_, context) => new Map([['1', toShop(context)]]),
    Blog: async (_, context) => shown(await context.blogs(), (item) => toBlog(item, context)),
    MediaImage: readMediaImages,
    ProductOption: readOptions,
    ProductOptionValue: readOptionValues,
    Metafield: readMetafieldNodes,
    Menu: readMenuNodes,
    MenuItem: readMenuItems,
    UrlRedirect: async (ids) => shown(await readRedirects(ids), toRedirect),
    ProductVariant: async (ids, context) => {
      const products = await readProducts(await readProductIdsOfVariants(ids))
      return new Map(
        products.flatMap((product) =>
          product.variants.map((variant) => {
            const parent = () => toProduct(product, context)
            return [variant.id, toVariant(variant, parent, context)] as const
          }),
        ),
      )
    },
  }),
)

type Read = (ids: string[], context: Context) => Promise<Map<string, object>>

function shown<T extends Item>(items: T[], toNode: (item: T) => object): Map<string, object> {
  return new Map(items.map((item) => [item.id, toNode(item)]))
}

/**
 * What the ids stand for, in their order, doubles twice; null for what there is not or is not published.
 * @throws GraphQLError for a text that is no id
 */
export async function readNodes(gids: readonly string[], context: Context): Promise<(object | null)[]> {
  const inCarts = [...new Set(gids.filter(isInCart))]
  const carts = inCarts.length > 0 ? await readCartNodes(inCarts, context) : new Map<string, object | null>()
  const wanted = gids.map((gid) => (isInCart(gid) ? { type: 'Cart', id: gid } : parseGid(gid)))
  const names = [...new Set(wanted.map(({ type }) => type))]
  const found = new Map(
    await Promise.all(
      names.map(async (name) => {
        const ids = [...new Set(wanted.filter(({ type }) => type === name).map(({ id }) => id))]
        return [name, (await types.get(name)?.(ids, context)) ?? new Map<string, object>()] as const
      }),
    ),
  )
  return wanted.map(({ type, id }) => carts.get(id) ?? found.get(type)?.get(id) ?? null)
}

/** Carts and what is in them have ids of another shape than rows. */
const isInCart = (gid: string) =>
  /^gid:\/\/shopify\/(Cart|CartLine|AppliedGiftCard)\/|^gid:\/\/shopify\/Metafield\/.*[?&]cart=/.test(gid)
