import type { CollectionView } from '@/lib/catalog/collections'
import { listCollectionProductIds, type ProductSort } from '@/lib/catalog/product-list'
import { readProducts } from '@/lib/catalog/products'
import { keysetConnection, type PageArguments } from './connection'
import type { Context } from './context'
import { gid } from './ids'
import { toMetafields } from './metafields'
import { toProduct } from './product'
import { toHtml, toPlain, toSeconds, truncated } from './text'

/** Its own order unless another is asked for. */
const sorts: Record<string, ProductSort | null> = {
  COLLECTION_DEFAULT: null,
  MANUAL: null,
  BEST_SELLING: 'BEST_SELLING',
  CREATED: 'CREATED_AT',
  ID: 'ID',
  PRICE: 'PRICE',
  RELEVANCE: null,
  TITLE: 'TITLE',
}

export function toCollection(collection: CollectionView, context: Context) {
  return {
    __typename: 'Collection' as const,
    ...toMetafields(`collection:${collection.id}`, context),
    id: gid('Collection', collection.id),
    handle: collection.handle,
    title: collection.title,
    description: ({ truncateAt }: { truncateAt?: number | null }) =>
      truncated(toPlain(collection.description), truncateAt),
    descriptionHtml: () => toHtml(collection.description, context),
    image: null,
    onlineStoreUrl: `${context.site}/collections/${collection.handle}`,
    trackingParameters: null,
    seo: { title: collection.seoTitle, description: collection.seoDescription },
    updatedAt: toSeconds(collection.updatedAt),
    products: (args: PageArguments & { sortKey: string }) =>
      keysetConnection(
        args,
        (page) => listCollectionProductIds(collection.id, sorts[args.sortKey] ?? null, page),
        readProducts,
        (product) => toProduct(product, context),
      ),
  }
}
