import { planAnew, sql } from '@/lib/db'
import {
  type CountedPage,
  type KeysetCursor,
  type KeysetPage,
  readCountedKeyset,
  readKeyset,
} from '@/lib/keyset'
import type { Currency } from '@/lib/money'
import { storable } from '@/lib/storable'
import { Prisma } from '@/prisma/generated/client'
import { searchableArticles, searchablePages } from './content-fields'
import { countRows, type Facets, toFacets } from './facets'
import { fromTheStart, hits, mostRanked, productHits } from './hits'
import { type ProductSort, readListings, tagged } from './list-products'
import { type Expression, parseQuery, queryLimits } from './parse-query'
import { searchableProducts } from './product-fields'
import type { ProductFilter } from './product-filters'
import { readSynonyms, type Synonyms } from './synonyms'

export type FoundKind = 'product' | 'article' | 'page' | 'collection'

export type Search = {
  query: string
  kinds: readonly FoundKind[]
  filters: readonly ProductFilter[]
  /** `last` shows what is sold out after all else. */
  soldOut: 'show' | 'hide' | 'last'
  /** Whether the last word may be a beginning. */
  prefix: boolean
  currency: Currency
  /** Which texts are looked at: A title, B type, vendor, tags and variants, C and D what is written. */
  within?: string
}

/** What has been read and understood of a search, for several questions about it; its query is within bounds. */
export type Prepared = { search: Search; expression: Expression | null; synonyms: Synonyms }

/** One statement, for the synonyms. */
export async function prepareSearch(asked: Search): Promise<Prepared> {
  const search = { ...asked, query: storable(asked.query.slice(0, queryLimits.characters)) }
  const fields = new Set([
    ...searchableProducts(search.currency).fields.keys(),
    ...searchableArticles.fields.keys(),
    ...searchablePages.fields.keys(),
  ])
  const expression = parseQuery(search.query, fields)
  return {
    search,
    expression: search.prefix ? withBeginning(expression) : expression,
    synonyms: await readSynonyms(),
  }
}

/** The last word that was typed may go on. */
function withBeginning(expression: Expression | null): Expression | null {
  if (expression?.kind === 'text') return expression.phrase ? expression : { ...expression, prefix: true }
  if (expression?.kind !== 'and') return expression
  const last = withBeginning(expression.of.at(-1) ?? null)
  return last ? { ...expression, of: [...expression.of.slice(0, -1), last] } : expression
}

/**
 * What was found from a place on, the best first; each by a number that says its kind and id (`foundAt`). The total is
 * at most `mostRanked` of each kind; its ids are for `facetsOfIds`.
 * @param sort `PRICE` of the cheapest variant; what has no price comes last
 */
export function listFound(
  prepared: Prepared,
  sort: 'RELEVANCE' | 'PRICE',
  page: KeysetPage,
): Promise<CountedPage> {
  const parts = prepared.search.kinds.map((kind) => {
    const number = kinds.indexOf(kind)
    return Prisma.sql`SELECT hit.id * 4 + ${number} AS key, ${
      sort === 'PRICE' ? Prisma.sql`hit.price` : Prisma.sql`hit.late - hit.rank`
    } AS score FROM (${hits(kind, prepared)}) AS hit`
  })
  if (parts.length === 0) return Promise.resolve({ cursors: [], total: 0, ids: '' })
  return readCountedKeyset(
    {
      rows: Prisma.sql`FROM (${Prisma.join(parts, ' UNION ALL ')}) AS item`,
      id: Prisma.sql`item.key`,
      sort: { column: Prisma.sql`item.score`, type: 'int' },
    },
    page,
  )
}

/** Products alone, by their own ids. */
export function listRankedProducts(prepared: Prepared, page: KeysetPage): Promise<KeysetCursor[]> {
  return readKeyset(
    {
      rows: Prisma.sql`FROM (${hits('product', prepared)}) AS hit WHERE true`,
      id: Prisma.sql`hit.id`,
      sort: { column: Prisma.sql`(hit.late - hit.rank)`, type: 'int' },
    },
    page,
  )
}

/** The same products, every one of them, in an order that the shopper chose. */
export function listFoundProducts(
  prepared: Prepared,
  sort: ProductSort,
  page: KeysetPage,
): Promise<KeysetCursor[]> {
  const { expression, search } = prepared
  const beside = search.soldOut === 'hide' ? null : tagged(expression, search.filters, sort)
  return readListings((from) => productHits(prepared, from), expression, search.filters, sort, page, beside)
}

const kinds = ['product', 'article', 'page', 'collection'] as const satisfies FoundKind[]

/** Which thing a number of `listFound` stands for. */
export function foundAt(key: string): { kind: FoundKind; id: string } {
  const number = BigInt(key)
  return { kind: kinds[Number(number % 4n)] ?? 'product', id: String(number / 4n) }
}

/** How many there are; of each kind at most `mostRanked` are counted. One statement. */
export async function countFound(prepared: Prepared): Promise<number> {
  const parts = prepared.search.kinds.map((kind) => Prisma.sql`SELECT FROM (${hits(kind, prepared)}) AS hit`)
  if (parts.length === 0) return 0
  const [row] = await sql().$queryRaw<{ n: number }[]>`${Prisma.raw(planAnew)}
    SELECT count(*)::int AS n FROM (${Prisma.join(parts, ' UNION ALL ')}) AS item`
  return row?.n ?? 0
}

/** What the products that were found can be narrowed by. One statement. */
export async function facetsOfFound(prepared: Prepared): Promise<Facets> {
  return toFacets(
    await countRows(
      Prisma.sql`SELECT listing.facets, listing.max_price ${productHits(prepared)} ${fromTheStart}`,
    ),
  )
}

/** The same, of what `listFound` found. One statement. */
export async function facetsOfIds(ids: string): Promise<Facets> {
  return toFacets(
    await countRows(Prisma.sql`SELECT listing.facets, listing.max_price
      FROM unnest(string_to_array(${ids}, ',')::bigint[]) AS found (key)
      JOIN product_listing listing ON listing.product_id = found.key / 4 WHERE found.key % 4 = ${kinds.indexOf('product')}`),
  )
}

/** The best of each kind, of so many that are ranked. One statement. */
export async function firstOfEach(
  prepared: Prepared,
  most: number,
  ranked = mostRanked,
): Promise<Record<FoundKind, string[]>> {
  const parts = prepared.search.kinds.map(
    (
      kind,
    ) => Prisma.sql`(SELECT ${kind} AS kind, hit.id::text AS id FROM (${hits(kind, prepared, ranked)}) AS hit
      ORDER BY hit.late - hit.rank, hit.id LIMIT ${most})`,
  )
  const rows =
    parts.length === 0
      ? []
      : await sql().$queryRaw<{ kind: FoundKind; id: string }[]>`${Prisma.raw(planAnew)}
          ${Prisma.join(parts, ' UNION ALL ')}`
  const of = (kind: FoundKind) => rows.filter((row) => row.kind === kind).map(({ id }) => id)
  return { product: of('product'), article: of('article'), page: of('page'), collection: of('collection') }
}

/** Which of these texts find anything. One statement. */
export async function somethingFound(prepared: Prepared, texts: string[]): Promise<Set<string>> {
  const kindsToAsk = (['product', 'article', 'page', 'collection'] as const).filter(
    (kind) => prepared.search.kinds.length === 0 || prepared.search.kinds.includes(kind),
  )
  const rows = texts.map((text) => {
    const expression = { kind: 'text', text, phrase: false, prefix: false } as const
    const asked = kindsToAsk.map((kind) => Prisma.sql`EXISTS (${hits(kind, { ...prepared, expression }, 1)})`)
    return Prisma.sql`SELECT ${text} AS text WHERE ${Prisma.join(asked, ' OR ')}`
  })
  if (rows.length === 0) return new Set()
  const finding = await sql().$queryRaw<{ text: string }[]>`${Prisma.raw(planAnew)}
    ${Prisma.join(rows, ' UNION ALL ')}`
  return new Set(finding.map(({ text }) => text))
}
