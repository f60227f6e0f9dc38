import type { CollectionView } from '@/lib/catalog/collections'
import type { Context } from './context'
import { gid } from './ids'
import { toMetafields } from './metafields'
import { type CollectionProductArguments, collectionProductConnection } from './product-list'
import { toHtml, toLine, toSeconds, truncated } from './text'

export function toCollection(collection: CollectionView, context: Context) {
  return {
    __typename: 'Collection' as const,
    ...toMetafields(`collection:${collection.id}`, context),
    id: gid('Collection', collection.id),
    handle: collection.handle,
    title: collection.title,
    description: ({ truncateAt }: { truncateAt?: number | null }) =>
      truncated(toLine(collection.description), truncateAt),
    descriptionHtml: () => toHtml(collection.description, context),
    image: null,
    onlineStoreUrl: `${context.site}/collections/${collection.handle}`,
    trackingParameters: null,
    seo: { title: collection.seoTitle, description: collection.seoDescription },
    updatedAt: toSeconds(collection.updatedAt),
    products: (args: CollectionProductArguments) => collectionProductConnection(collection.id, args, context),
  }
}
