import type { ProductView } from '@/lib/catalog/product-view'
import { productsPerPage, readProducts } from '@/lib/catalog/products'
import type { ArticleCard } from '@/lib/content/article-view'
import { readArticleCards } from '@/lib/content/articles'
import { getShop } from '@/lib/content/cached'
import { type PageView, readPages } from '@/lib/content/pages'
import type { KeysetCursor, KeysetPage } from '@/lib/keyset'
import { countFacets, type Facets } from '@/lib/search/facets'
import { understand } from '@/lib/search/find'
import { mostRanked } from '@/lib/search/hits'
import { listProducts, type ProductSort } from '@/lib/search/list-products'
import {
  countFound,
  type FoundKind,
  facetsOfFound,
  facetsOfIds,
  firstOfEach,
  foundAt,
  listFound,
  listFoundProducts,
  type Prepared,
} from '@/lib/search/search'
import { type Choices, orders, toFilters } from '../find/choices'
import { type FoundWritten, findWritten } from './find-written'

/** Of each kind, beside the products. */
const mostRead = 8

export type Results = {
  /** Of all kinds; of each at most `most` are counted. */
  total: number
  most: number
  /** The query as it was understood, where nothing has what was typed. */
  meant: string | null
  /** Whether something beside words was chosen. */
  narrowed: boolean
  products: { items: ProductView[]; next: KeysetCursor | null }
  /** The best; `more` where these are not all. */
  read: { articles: ArticleCard[]; pages: PageView[]; more: Record<'article' | 'page', boolean> }
  /** Articles and pages that have the words and are not shown, since choices are of products alone; of each at most `most`. */
  unfiltered: number
  facets: Facets
}

/** All articles or pages, where these alone are asked for. */
export type ResultsToRead = FoundWritten & { meant: string | null }

/**
 * What the search page shows; null where nothing was asked for. Pages after the first are of products alone.
 * @throws DomainError INVALID for a place that is none in this order
 */
export async function findFor(choices: Choices): Promise<Results | ResultsToRead | null> {
  const { currency } = await getShop()
  const filters = toFilters(choices, currency)
  const narrowed = filters.length > 0
  if (!choices.query) return choices.listed ? listAll(choices) : null
  const order = choices.order && orders[choices.order]
  const { prepared, meant } = await understand({
    query: choices.query,
    kinds: ['product', 'article', 'page'],
    filters: [],
    soldOut: 'last',
    prefix: true,
    currency,
  })
  if (choices.written) return { meant, ...(await findWritten(prepared, choices.written, choices.after)) }
  const of = (kinds: FoundKind[], chosen = filters) => ({
    ...prepared,
    search: { ...prepared.search, kinds, filters: chosen },
  })
  const place = {
    after: choices.after,
    descending: order?.descending ?? false,
    limit: productsPerPage + 1,
  }
  const products = of(['product'])
  const toRead = of(['article', 'page'], [])
  const [found, written, others] = await Promise.all([
    order ? inOrder(products, order.sort, place) : ranked(products, place),
    choices.after || narrowed ? null : firstOfEach(toRead, mostRead + 1),
    countFound(toRead),
  ])
  const { article = [], page = [] } = written ?? {}
  const read = await Promise.all([
    readArticleCards(article.slice(0, mostRead)),
    readPages(page.slice(0, mostRead)),
  ])
  const { facets } = found
  return {
    total: narrowed ? facets.total : facets.total + others,
    most: mostRanked,
    meant,
    narrowed,
    products: await toPage(found.cursors, found.idOf),
    read: {
      articles: read[0],
      pages: read[1],
      more: { article: article.length > mostRead, page: page.length > mostRead },
    },
    unfiltered: narrowed ? others : 0,
    facets,
  }
}

/** The best first. What was found once is counted, too. */
async function ranked(products: Prepared, place: KeysetPage) {
  const { cursors, ids } = await listFound(products, 'RELEVANCE', place)
  return { cursors, facets: await facetsOfIds(ids), idOf: ({ id }: KeysetCursor) => foundAt(id).id }
}

async function inOrder(products: Prepared, sort: ProductSort, place: KeysetPage) {
  const [cursors, facets] = await Promise.all([
    listFoundProducts(products, sort, place),
    facetsOfFound(products),
  ])
  return { cursors, facets, idOf: ({ id }: KeysetCursor) => id }
}

/** No words, only choices: the shop's own list, narrowed. */
async function listAll(choices: Choices): Promise<Results> {
  const { currency } = await getShop()
  const list = { query: null, filters: toFilters(choices, currency), currency }
  const { sort, descending } = choices.order
    ? orders[choices.order]
    : ({ sort: 'ID', descending: false } as const)
  const [cursors, facets] = await Promise.all([
    listProducts(list, sort, { after: choices.after, descending, limit: productsPerPage + 1 }),
    countFacets({ ...list, collectionId: null }),
  ])
  return {
    total: facets.total,
    most: mostRanked,
    meant: null,
    narrowed: true,
    products: await toPage(cursors),
    read: { articles: [], pages: [], more: { article: false, page: false } },
    unfiltered: 0,
    facets,
  }
}

/** @param cursors one more than a page shows, where there is a next one */
async function toPage(cursors: KeysetCursor[], idOf = ({ id }: KeysetCursor) => id) {
  const shown = cursors.slice(0, productsPerPage)
  const last = shown.at(-1)
  return {
    items: await readProducts(shown.map(idOf)),
    next: cursors.length > productsPerPage ? (last ?? null) : null,
  }
}
