import {
  type KeysetCursor,
  type KeysetPage,
  readKeyset,
  readNarrowedKeyset,
  type SortColumn,
} from '@/lib/keyset'
import type { Currency } from '@/lib/money'
import { Prisma } from '@/prisma/generated/client'
import { compileQuery } from './compile-query'
import { parseQuery } from './parse-query'
import { searchableProducts } from './product-fields'
import { filterProducts, type ProductFilter } from './product-filters'
import { noSynonyms } from './synonyms'

const sorts = {
  ID: null,
  /** A list has no ranks (lib/search/search.ts has): what was made first comes first. */
  RELEVANCE: null,
  BEST_SELLING: { column: Prisma.sql`(-listing.sold)`, type: 'int' },
  TITLE: { column: Prisma.sql`listing.title`, type: 'text' },
  VENDOR: { column: Prisma.sql`listing.vendor`, type: 'text' },
  PRODUCT_TYPE: { column: Prisma.sql`listing.product_type`, type: 'text' },
  /** Of the cheapest variant on sale. */
  PRICE: { column: Prisma.sql`listing.min_price`, type: 'int' },
  CREATED_AT: { column: Prisma.sql`listing.created_at`, type: 'timestamptz' },
  UPDATED_AT: { column: Prisma.sql`listing.updated_at`, type: 'timestamptz' },
} satisfies Record<string, SortColumn>

export type ProductSort = keyof typeof sorts

/** In a collection its own columns are sorted by, which one index a column serves. */
const sortsInCollection = {
  MANUAL: { column: Prisma.sql`place.position`, type: 'int' },
  ID: null,
  BEST_SELLING: { column: Prisma.sql`(-place.sold)`, type: 'int' },
  TITLE: { column: Prisma.sql`place.title`, type: 'text' },
  PRICE: { column: Prisma.sql`place.min_price`, type: 'int' },
  CREATED_AT: { column: Prisma.sql`place.created_at`, type: 'timestamptz' },
} satisfies Record<string, SortColumn>

export type CollectionProductSort = keyof typeof sortsInCollection

/** What is on show now; nobody finds anything else. */
export const onShow = Prisma.sql`listing.active AND listing.opens_at <= now()`

export type ProductList = {
  /** In the search syntax of the Storefront API; null for all. */
  query: string | null
  filters: readonly ProductFilter[]
  currency: Currency
}

/** Whence a list of products is read. */
export const listings = Prisma.sql`product_listing`

/** The FROM and WHERE of a list of products. */
export function productRows({ query, filters, currency }: ProductList, from = listings): Prisma.Sql {
  const what = searchableProducts(currency)
  const condition = compileQuery(query === null ? null : parseQuery(query, what.fields), what, noSynonyms)
  return Prisma.sql`FROM ${from} listing
    WHERE ${onShow} AND ${condition} ${filterProducts(filters, currency)}`
}

/** Ids of published products from a place on. At most three statements. */
export function listProducts(
  list: ProductList,
  sort: ProductSort,
  page: KeysetPage,
): Promise<KeysetCursor[]> {
  const narrowed = list.query !== null || list.filters.length > 0
  return readListings((from) => productRows(list, from), narrowed, sort, page)
}

/** @param rows the FROM and WHERE of the list, of all listings or those that it is given */
export function readListings(
  rows: (from?: Prisma.Sql) => Prisma.Sql,
  narrowed: boolean,
  sort: ProductSort,
  page: KeysetPage,
): Promise<KeysetCursor[]> {
  const places = { id: Prisma.sql`listing.product_id`, sort: sorts[sort] }
  if (!narrowed) return readKeyset({ ...places, rows: rows() }, page)
  const nearer = Prisma.sql`FROM product_listing listing WHERE listing.active`
  return readNarrowedKeyset({ ...places, from: listings, nearer, rows }, page)
}

const placesInCollections = Prisma.sql`collection_product`

/** The FROM and WHERE of a collection's products. */
export function collectionRows(
  collectionId: string,
  { filters, currency }: Omit<ProductList, 'query'>,
  from = placesInCollections,
): Prisma.Sql {
  return Prisma.sql`FROM ${from} place JOIN product_listing listing ON listing.product_id = place.product_id
    WHERE place.collection_id = ${BigInt(collectionId)} AND ${onShow} ${filterProducts(filters, currency)}`
}

/** Ids of a collection's published products from a place on. At most three statements. */
export function listCollectionProducts(
  collectionId: string,
  list: Omit<ProductList, 'query'>,
  sort: CollectionProductSort,
  page: KeysetPage,
): Promise<KeysetCursor[]> {
  const rows = (from?: Prisma.Sql) => collectionRows(collectionId, list, from)
  const places = { id: Prisma.sql`place.product_id`, sort: sortsInCollection[sort] }
  if (list.filters.length === 0) return readKeyset({ ...places, rows: rows() }, page)
  const nearer = Prisma.sql`FROM collection_product place WHERE place.collection_id = ${BigInt(collectionId)}`
  return readNarrowedKeyset({ ...places, from: placesInCollections, nearer, rows }, page)
}
