import { planAnew, sql } from '@/lib/db'
import type { Currency } from '@/lib/money'
import { Prisma } from '@/prisma/generated/client'
import { collectionRows, inQuarter, productRows } from './list-products'
import { facetSeparator } from './product-fields'
import type { ProductFilter } from './product-filters'

/** What products can be narrowed by, in the shop's spelling, with how many have it; the most frequent first. */
export type Facets = {
  /** How many products there are in all. */
  total: number
  available: { is: boolean; count: number }[]
  /** Of the dearest variant, minor units: of a list, before anything is chosen. */
  highestPrice: number
  types: Facet[]
  vendors: Facet[]
  tags: Facet[]
  options: { name: string; values: Facet[] }[]
}
export type Facet = { value: string; count: number }

/** Counts of a narrowed list are of its first so many products: counting a million takes a second. */
export const mostCounted = 1_000

/** The most values of one kind that are told. */
const mostValues = 100

type Row = { facet: string; n: number }

/** What is kept ready for the whole shop, or one collection (the table `facet_count`). */
export async function readFacets(collectionId: string | null): Promise<Facets> {
  const id = BigInt(collectionId ?? 0)
  return toFacets(
    await sql().$queryRaw<Row[]>`
      (SELECT facet, n FROM facet_count WHERE collection_id = ${id} AND n > 0 ORDER BY n DESC, facet LIMIT 2000)
      UNION ALL (${dearest(collectionId)})`,
  )
}

/** Of all of them, chosen or not: of the first that are counted it would be anything. */
function dearest(collectionId: string | null): Prisma.Sql {
  return collectionId === null
    ? Prisma.sql`SELECT 'price', max_price FROM product_listing WHERE active ORDER BY max_price DESC LIMIT 1`
    : Prisma.sql`SELECT 'price', max_price FROM collection_product WHERE collection_id = ${BigInt(collectionId)}
        ORDER BY max_price DESC LIMIT 1`
}

/**
 * Of the products that are left after searching and choosing: counted now, or what is kept where nothing is chosen. One
 * statement, or two.
 */
export async function countFacets(list: {
  collectionId: string | null
  query: string | null
  filters: readonly ProductFilter[]
  currency: Currency
}): Promise<Facets> {
  if (list.query === null && list.filters.length === 0) return readFacets(list.collectionId)
  const from = list.collectionId === null ? productRows(list) : collectionRows(list.collectionId, list)
  const rows = Prisma.sql`SELECT listing.facets, listing.max_price ${from}`
  const keyed = new Set(list.filters.map(({ kind }) => kind).filter((kind) => keyedKinds.has(kind)))
  if (keyed.size > 1) {
    const counted = toFacets(
      await countRows(Prisma.sql`${rows} AND ${inQuarter}`, dearest(list.collectionId)),
    )
    if (counted.total === mostCounted) return counted
  }
  return toFacets(await countRows(rows, dearest(list.collectionId)))
}

/** Those that the index of keys finds; it names all that have several before the first is read. */
const keyedKinds: ReadonlySet<string> = new Set<ProductFilter['kind']>(['type', 'vendor', 'tag', 'option'])

const dearestCounted = Prisma.sql`SELECT 'price', max(max_price) FROM counted`

/** @param rows a SELECT of `facets` and `max_price` */
export function countRows(rows: Prisma.Sql, highest = dearestCounted): Promise<Row[]> {
  return sql().$queryRaw<Row[]>`${Prisma.raw(planAnew)}
    WITH counted AS MATERIALIZED (${rows} LIMIT ${mostCounted})
    SELECT facet, count(*)::int AS n FROM (SELECT unnest(facets) AS facet FROM counted) AS each_facet GROUP BY facet
    UNION ALL SELECT '', count(*)::int FROM counted
    UNION ALL (${highest})`
}

export function toFacets(rows: Row[]): Facets {
  const counts = rows.map(({ facet, n }) => ({ parts: facet.split(facetSeparator), count: n }))
  const of = (kind: string): Facet[] =>
    counts
      .filter(({ parts }) => parts[0] === kind && parts.length === 2)
      .map(({ parts, count }) => ({ value: parts[1] ?? '', count }))
      .sort(frequentFirst)
      .slice(0, mostValues)
  const options = counts.filter(({ parts }) => parts[0] === 'option')
  const names = [...new Set(options.map(({ parts }) => parts[1] ?? ''))].sort()
  return {
    total: counts.find(({ parts }) => parts[0] === '')?.count ?? 0,
    available: of('available')
      .map(({ value, count }) => ({ is: value === 'true', count }))
      .sort((a, b) => Number(b.is) - Number(a.is)),
    highestPrice: counts.find(({ parts }) => parts[0] === 'price')?.count ?? 0,
    types: of('type'),
    vendors: of('vendor'),
    tags: of('tag'),
    options: names.map((name) => ({
      name,
      values: options
        .filter(({ parts }) => parts[1] === name)
        .map(({ parts, count }) => ({ value: parts[2] ?? '', count }))
        .sort((a, b) => byNumber.compare(a.value, b.value))
        .slice(0, mostValues),
    })),
  }
}

/** "100 g" before "1,000 g". Made once: making it takes longer than comparing. */
const byNumber = new Intl.Collator('en', { numeric: true })

function frequentFirst(a: Facet, b: Facet): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1)
}
