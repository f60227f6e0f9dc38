import { type KeysetCursor, type KeysetPage, readKeyset, type SortColumn } from '@/lib/keyset'
import { Prisma } from '@/prisma/generated/client'

/** Where no search ranks them, the best selling and the most relevant are those that were made first. */
const sorts = {
  ID: null,
  BEST_SELLING: null,
  RELEVANCE: null,
  TITLE: { column: Prisma.sql`product.title`, type: 'text' },
  VENDOR: { column: Prisma.sql`product.vendor`, type: 'text' },
  PRODUCT_TYPE: { column: Prisma.sql`product.product_type`, type: 'text' },
  /** Of the cheapest variant on sale. */
  PRICE: {
    column: Prisma.sql`(SELECT coalesce(min(price.amount), 0) FROM variant JOIN price ON price.variant_id = variant.id
      WHERE variant.product_id = product.id AND variant.published
        AND price.currency = (SELECT currency FROM shop))`,
    type: 'int',
  },
  CREATED_AT: { column: Prisma.sql`product.created_at`, type: 'timestamptz' },
  UPDATED_AT: { column: Prisma.sql`product.updated_at`, type: 'timestamptz' },
} satisfies Record<string, SortColumn>

export type ProductSort = keyof typeof sorts

/** Ids of published products from a place on. */
export function listProductIds(sort: ProductSort, page: KeysetPage): Promise<KeysetCursor[]> {
  return readKeyset(
    {
      rows: Prisma.sql`FROM product WHERE product.status = 'active' AND product.published_at <= now()`,
      id: Prisma.sql`product.id`,
      sort: sorts[sort],
    },
    page,
  )
}

/** Ids of a collection's published products from a place on; null sorts as the collection does. */
export function listCollectionProductIds(
  collectionId: string,
  sort: ProductSort | null,
  page: KeysetPage,
): Promise<KeysetCursor[]> {
  return readKeyset(
    {
      rows: Prisma.sql`FROM collection_product place JOIN product ON product.id = place.product_id
        WHERE place.collection_id = ${BigInt(collectionId)}
          AND product.status = 'active' AND product.published_at <= now()`,
      id: Prisma.sql`product.id`,
      sort: sort === null ? { column: Prisma.sql`place.position`, type: 'int' } : sorts[sort],
    },
    page,
  )
}
