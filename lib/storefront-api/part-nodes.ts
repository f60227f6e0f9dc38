import { type MetafieldsOf, readMetafieldsById } from '@/lib/catalog/metafields'
import type { ProductView } from '@/lib/catalog/product-view'
import { readProductIdsOfParts, readProducts } from '@/lib/catalog/products'
import { type MenuItem, readMenusOf } from '@/lib/content/menus'
import { picturesOfProduct } from '@/lib/media/pictures'
import type { Context } from './context'
import { gid } from './ids'
import { toImage } from './image'
import { toMenu, toMenuItem } from './menu'
import { toMetafield } from './metafields'
import { unnumberedProduct } from './options'
import { optionsOf, toMedia, toProduct } from './product'
import { toVariant } from './variant'

// What belongs to something else and has an id of its own. Each is read with what it belongs to, which says whether it is
// published.

type Found = Promise<Map<string, object>>

export const readMediaImages = (ids: string[], context: Context): Found =>
  partsOf('media', ids, (product) =>
    picturesOfProduct(product).map((picture) => [
      picture.id,
      toMedia({ id: picture.id, image: toImage('ProductImage', picture, context) }),
    ]),
  )

export const readOptions = (ids: string[], context: Context): Found =>
  partsOf('option', ids, (product) =>
    shownOptionsOf(product, context).map((option) => [rowOf(option), option]),
  )

export const readOptionValues = (ids: string[], context: Context): Found =>
  partsOf('value', ids, (product) =>
    shownOptionsOf(product, context).flatMap(({ optionValues }) =>
      optionValues.map((value) => [rowOf(value), value] as const),
    ),
  )

function shownOptionsOf(product: ProductView, context: Context) {
  return optionsOf(product, (variant) => toVariant(variant, () => toProduct(product, context), context))
}

const rowOf = ({ id }: { id: string }) => id.slice(id.lastIndexOf('/') + 1)

/** Two statements. What no row stands for has a number above every row's, from which its product follows. */
async function partsOf(
  kind: Parameters<typeof readProductIdsOfParts>[0],
  ids: string[],
  parts: (product: ProductView) => (readonly [string, object])[],
): Found {
  const owners = await readProductIdsOfParts(kind, ids)
  const products = await readProducts([
    ...new Set([...owners, ...ids.flatMap((id) => unnumberedProduct(id) ?? [])]),
  ])
  return new Map(products.flatMap(parts))
}

export async function readMenuNodes(ids: string[], context: Context): Found {
  const menus = await readMenusOf({ menuIds: ids, itemIds: [] })
  return new Map(menus.map((menu) => [menu.id, toMenu(menu, context)]))
}

export async function readMenuItems(ids: string[], context: Context): Found {
  const menus = await readMenusOf({ menuIds: [], itemIds: ids })
  const all = (items: MenuItem[]): MenuItem[] => items.flatMap((item) => [item, ...all(item.items)])
  return new Map(
    menus.flatMap(({ items }) => all(items).map((item) => [item.id, toMenuItem(item, context)] as const)),
  )
}

const owners = {
  product: 'Product',
  variant: 'ProductVariant',
  collection: 'Collection',
  article: 'Article',
  page: 'Page',
  shop: 'Shop',
} as const satisfies Record<MetafieldsOf extends `${infer Owner}:${string}` ? Owner : never, string>

/** Those of what is published; the owners are read together, as everything that fields lead to is. */
export async function readMetafieldNodes(ids: string[], context: Context): Found {
  const rows = await readMetafieldsById(ids)
  const shown = await Promise.all(
    rows.map(async ({ owner, ownerId, ...row }) => {
      const there = await context.node(gid(owners[owner], ownerId))
      return there ? [[row.id, toMetafield(row, context)] as const] : []
    }),
  )
  return new Map(shown.flat())
}
