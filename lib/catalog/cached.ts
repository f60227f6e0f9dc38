import { cache } from 'react'
import { tags } from '@/lib/cache'
import { cachedRead, findOrRemember, isHandle } from '@/lib/cached'
import {
  type CollectionView,
  readCollectionId,
  readCollectionIds,
  readCollectionProductIds,
  readCollections,
} from './collections'
import type { ProductView } from './product-view'
import { productsPerPage, readProductId, readProductIds, readProducts } from './products'

// Reads for static pages. `cache` lets the metadata and the page of one request share a look-up.

export const getProduct = cache(async (handle: string): Promise<ProductView | null> => {
  if (!isHandle(handle)) return null
  const id = await findOrRemember(['product', handle], tags.catalog, () => readProductId(handle))
  return id === null ? null : ((await getProducts([id]))[0] ?? null)
})

/** Published products in the order of `ids`; a page that calls it changes when one of them does. */
export const getProducts = (ids: string[]): Promise<ProductView[]> =>
  cachedRead(['products', ...ids], [tags.shop, ...ids.map(tags.product)], () => readProducts(ids))

/** One more than a page shows, which tells whether there is a next one. */
const onePage = productsPerPage + 1

/** A page of all products; `next` is where the following page starts after, null on the last. */
export async function getProductPage(after: string | null) {
  const ids = await cachedRead(['product-ids', after ?? ''], [tags.catalog], () =>
    readProductIds(after, onePage),
  )
  return toPage(ids)
}

export const getCollection = cache(async (handle: string): Promise<CollectionView | null> => {
  if (!isHandle(handle)) return null
  const id = await findOrRemember(['collection', handle], tags.catalog, () => readCollectionId(handle))
  return id === null ? null : ((await getCollectionsById([id]))[0] ?? null)
})

/** A page of a collection, like `getProductPage`. */
export async function getCollectionPage(collectionId: string, after: string | null) {
  const depends = [tags.catalog, tags.collection(collectionId)]
  const ids = await cachedRead(['collection-products', collectionId, after ?? ''], depends, () =>
    readCollectionProductIds(collectionId, after, onePage),
  )
  return toPage(ids)
}

/** The first collections that hold something, enough for one list. */
export async function getCollections(): Promise<CollectionView[]> {
  const ids = await cachedRead(['collection-ids'], [tags.catalog], () => readCollectionIds(null, 100))
  return getCollectionsById(ids)
}

function getCollectionsById(ids: string[]): Promise<CollectionView[]> {
  return cachedRead(['collections', ...ids], ids.map(tags.collection), () => readCollections(ids))
}

async function toPage(ids: string[]) {
  const shown = ids.slice(0, productsPerPage)
  return {
    products: await getProducts(shown),
    next: ids.length > productsPerPage ? (shown.at(-1) ?? null) : null,
  }
}
