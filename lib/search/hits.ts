import { Prisma } from '@/prisma/generated/client'
import { compileQuery, type Searchable, wantedTexts } from './compile-query'
import { searchableArticles, searchableCollections, searchablePages } from './content-fields'
import { inQuarter, listings, onShow } from './list-products'
import type { Expression } from './parse-query'
import { searchableProducts } from './product-fields'
import { filterProducts } from './product-filters'
import type { FoundKind, Prepared } from './search'
import { tsquery, wordsOf } from './text-match'

/** The most of one kind that are ranked: of a word that half the shop has, the first so many are as good as any. */
export const mostRanked = 1_000

/** The same for whoever is still typing, with every letter. */
export const mostSuggestedFrom = 100

/**
 * Of more products than are looked at, the same ones each time: a plain scan of a large table begins wherever another one
 * is and passes the cache by; a scan by place does neither.
 */
export const fromTheStart = Prisma.sql`AND listing.ctid >= '(0,0)'`

export function productHits(prepared: Prepared, from = listings): Prisma.Sql {
  const { search } = prepared
  return Prisma.sql`FROM ${from} listing WHERE ${onShow} AND ${wordsFound(prepared)}
    ${filterProducts(search.filters, search.currency)}
    ${search.soldOut === 'hide' ? Prisma.sql`AND listing.available` : Prisma.empty}`
}

function wordsFound({ search, expression, synonyms }: Prepared): Prisma.Sql {
  const all = searchableProducts(search.currency)
  const found = (what: Searchable) => compileQuery(expression, what, synonyms)
  const exactly = found(within(all, search.within))
  // Names (titles and the like) have an index of their own: that of all words does not know where they stand.
  const inNames = found({ ...all, words: Prisma.sql`ts_filter(listing.words, '{a,b}')` })
  const weights = [...(search.within ?? '')].sort().join('')
  if (weights === 'AB') return inNames
  const some = weights === 'A' || weights === 'B'
  return some && !negates(expression) ? Prisma.sql`${inNames} AND ${exactly}` : exactly
}

function negates(expression: Expression | null): boolean {
  if (expression?.kind === 'and' || expression?.kind === 'or') return expression.of.some(negates)
  return expression?.kind === 'not'
}

function within(what: Searchable, weights: string | undefined): Searchable {
  return weights === undefined ? what : { ...what, weights }
}

/** In these pages of the table, some seven thousand products, a few are looked for before an index is asked. */
const nearPages = 500

/**
 * Of several words together the planner does not know whether any product has them all: for a few of many it would go
 * through the whole table and find none. A limit that it does not see lets it prefer the index, which names all that there
 * are before the first is read. So a part comes first: a quarter of the products, or, where few are wanted, those at the
 * beginning of the table.
 */
function firstProducts(prepared: Prepared, most: number): Prisma.Sql {
  const { search, expression } = prepared
  const words = wantedTexts(expression).flatMap(({ text }) => wordsOf(text))
  const found = Prisma.sql`SELECT listing.product_id, listing.words, listing.min_price, listing.available
    ${productHits(prepared)} ${fromTheStart}`
  if (words.length + search.filters.length <= 1) return Prisma.sql`${found} LIMIT ${most}`
  const unseen = Prisma.sql`LIMIT (SELECT ${most}::int)`
  const ranked = most === mostRanked
  const part = ranked
    ? Prisma.sql`AND ${inQuarter} ${unseen}`
    : Prisma.sql`AND listing.ctid < ${`(${nearPages},0)`}::tid LIMIT ${most}`
  const enough = Prisma.sql`(SELECT count(*) FROM part) >= ${ranked ? most : Math.ceil(most / 10)}`
  return Prisma.sql`WITH part AS MATERIALIZED (${found} ${part})
    SELECT * FROM part WHERE ${enough}
    UNION ALL (${found} AND NOT ${enough} ${unseen})`
}

/** The first matches of one kind, with `rank` (0 to 999,999), `price`, and `late` for what is sold out. */
export function hits(kind: FoundKind, prepared: Prepared, most = mostRanked): Prisma.Sql {
  const { search, expression, synonyms } = prepared
  const query = tsquery(wantedTexts(expression), synonyms)
  const rank = (words: Prisma.Sql) =>
    query ? Prisma.sql`least(ts_rank(${words}, ${query}) * 1000000, 999999)::int` : Prisma.sql`0`
  if (kind === 'product') {
    const late =
      search.soldOut === 'last'
        ? Prisma.sql`CASE WHEN first.available THEN 0 ELSE 1000000 END`
        : Prisma.sql`0`
    return Prisma.sql`SELECT first.product_id AS id, ${rank(Prisma.sql`first.words`)} AS rank,
        first.min_price AS price, ${late} AS late
      FROM (${firstProducts(prepared, most)}) AS first`
  }
  const { rows, words, what } = written[kind]
  return Prisma.sql`SELECT first.id, ${rank(Prisma.sql`first.words`)} AS rank, 999999999 AS price, 0 AS late
    FROM (SELECT ${words} ${rows} AND ${compileQuery(expression, within(what, search.within), synonyms)}
      LIMIT ${most}) AS first`
}

const written = {
  article: {
    words: Prisma.sql`article.id, article.words`,
    rows: Prisma.sql`FROM article WHERE article.status = 'active' AND article.published_at <= now()`,
    what: searchableArticles,
  },
  page: {
    words: Prisma.sql`page.id, page.words`,
    rows: Prisma.sql`FROM page WHERE page.status = 'active'`,
    what: searchablePages,
  },
  collection: {
    words: Prisma.sql`collection.id, collection.words`,
    rows: Prisma.sql`FROM collection WHERE collection.status = 'active'`,
    what: searchableCollections,
  },
}
