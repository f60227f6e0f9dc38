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
import { marksOf, onlyTagOf, typeOf } from './marks'
import { type Expression, parseQuery } from './parse-query'
import { keyOf, searchableProducts } from './product-fields'
import { filterProducts, type ProductFilter } from './product-filters'
import { noSynonyms } from './synonyms'

/** @param of a row of the listings, by its name in the statement */
const sortsOf = (of: Prisma.Sql) =>
  ({
    ID: null,
    /** A list has no ranks (lib/search/search.ts has): what was made first comes first. */
    RELEVANCE: null,
    BEST_SELLING: { column: Prisma.sql`(-${of}.sold)`, type: 'int' },
    TITLE: { column: Prisma.sql`${of}.title`, type: 'text' },
    VENDOR: { column: Prisma.sql`${of}.vendor`, type: 'text' },
    PRODUCT_TYPE: { column: Prisma.sql`${of}.product_type`, type: 'text' },
    /** Of the cheapest variant on sale. */
    PRICE: { column: Prisma.sql`${of}.min_price`, type: 'int' },
    CREATED_AT: { column: Prisma.sql`${of}.created_at`, type: 'timestamptz' },
    UPDATED_AT: { column: Prisma.sql`${of}.updated_at`, type: 'timestamptz' },
  }) satisfies Record<string, SortColumn>

const placeIn = (of: Prisma.Sql, sort: ProductSort) => ({
  id: Prisma.sql`${of}.product_id`,
  sort: sortsOf(of)[sort],
})

export type ProductSort = keyof ReturnType<typeof sortsOf>

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

/** A quarter of the products, as likely to be of any kind as the others; it has indexes of its own. */
export const inQuarter = Prisma.sql`hashint8(listing.product_id) & 3 = 0`

/** The FROM and WHERE of a list of products. */
export function productRows({ query, filters, currency }: ProductList, from = listings): Prisma.Sql {
  const what = searchableProducts(currency)
  const condition = compileQuery(query === null ? null : parseQuery(query, what.fields), what, noSynonyms)
  return Prisma.sql`FROM ${from} listing
    WHERE ${onShow} AND ${condition} ${filterProducts(filters, currency)}`
}

/** Ids of published products from a place on. At most five statements. */
export function listProducts(
  list: ProductList,
  sort: ProductSort,
  page: KeysetPage,
): Promise<KeysetCursor[]> {
  const narrowed = list.query !== null || list.filters.length > 0
  if (!narrowed) return readKeyset({ ...placeIn(listing, sort), rows: productRows(list) }, page)
  const { fields } = searchableProducts(list.currency)
  const expression = list.query === null ? null : parseQuery(list.query, fields)
  const beside = tagged(expression, list.filters, sort)
  return readListings((from) => productRows(list, from), expression, list.filters, sort, page, beside)
}

const listing = Prisma.sql`listing`
const place = Prisma.sql`place`

/**
 * A list narrowed by an expression and by choices.
 * @param rows its FROM and WHERE, of all listings or those that it is given
 * @param beside the same list where an index alone holds all of it
 */
export function readListings(
  rows: (from?: Prisma.Sql) => Prisma.Sql,
  expression: Expression | null,
  filters: readonly ProductFilter[],
  sort: ProductSort,
  page: KeysetPage,
  beside: ReturnType<typeof tagged> = null,
): Promise<KeysetCursor[]> {
  const marks = marksOf(expression, filters)
  const type = typeOf(expression, filters)
  const nearer = Prisma.sql`FROM product_listing listing WHERE listing.active`
  const walk = marks
    ? markedWalk(rows, marks, type !== null && sortsOfParts.has(sort) ? type : null, sort)
    : { ...placeIn(listing, sort), nearer, rows, marks: null }
  return readNarrowedKeyset({ ...placeIn(listing, sort), rows: rows(), beside, walk }, page)
}

/** The products of one tag, where they stand beside each other; null where anything else is asked of the list. */
export function tagged(expression: Expression | null, filters: readonly ProductFilter[], sort: ProductSort) {
  const tag = sortsOfParts.has(sort) ? onlyTagOf(expression, filters) : null
  if (tag === null) return null
  const rows = Prisma.sql`FROM listing_tag place WHERE place.key = ${keyOf('tag', tag)} AND place.opens_at <= now()`
  return { ...placeIn(place, sort), rows }
}

/** Those that have an index within each type, and that stand beside each tag. */
const sortsOfParts: ReadonlySet<string> = new Set<ProductSort>([
  'ID',
  'RELEVANCE',
  'BEST_SELLING',
  'TITLE',
  'PRICE',
  'CREATED_AT',
])

/** Along an index alone, of all products or of one type; only of those whose marks allow it a look at the listing follows. */
function markedWalk(
  rows: (from: Prisma.Sql) => Prisma.Sql,
  marks: Prisma.Sql,
  type: string | null,
  sort: ProductSort,
) {
  const ofType = type === null ? Prisma.empty : Prisma.sql`AND lower(place.product_type) = lower(${type})`
  return {
    ...placeIn(place, sort),
    nearer: Prisma.sql`FROM product_listing place WHERE place.active ${ofType}`,
    rows: (from: Prisma.Sql) =>
      Prisma.sql`${rows(Prisma.sql`${from} place, product_listing`)} AND listing.product_id = place.product_id`,
    marks: { condition: marks, of: type === null ? ('all' as const) : ('part' as const) },
  }
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

/** Ids of a collection's published products from a place on. At most five statements. */
export function listCollectionProducts(
  collectionId: string,
  list: Omit<ProductList, 'query'>,
  sort: CollectionProductSort,
  page: KeysetPage,
): Promise<KeysetCursor[]> {
  const rows = (from?: Prisma.Sql) => collectionRows(collectionId, list, from)
  const places = { id: Prisma.sql`place.product_id`, sort: sortsInCollection[sort] }
  if (list.filters.length === 0) return readKeyset({ ...places, rows: rows() }, page)
  const marks = marksOf(null, list.filters)
  const type = typeOf(null, list.filters)
  if (marks && type !== null && sort !== 'MANUAL') {
    const inIt = (from: Prisma.Sql) => Prisma.sql`${productRows({ ...list, query: null }, from)}
      AND (SELECT true FROM collection_product held
        WHERE held.collection_id = ${BigInt(collectionId)} AND held.product_id = listing.product_id)`
    const walk = markedWalk(inIt, marks, type, sort)
    return readNarrowedKeyset({ ...places, rows: rows(), beside: null, walk }, page)
  }
  const walk = {
    ...places,
    nearer: Prisma.sql`FROM collection_product place WHERE place.collection_id = ${BigInt(collectionId)}`,
    rows,
    marks: marks && { condition: marks, of: 'all' as const },
  }
  return readNarrowedKeyset({ ...places, rows: rows(), beside: null, walk }, page)
}
