import { readCollections } from '@/lib/catalog/collections'
import { readProducts } from '@/lib/catalog/products'
import { readArticles } from '@/lib/content/articles'
import { readPages } from '@/lib/content/pages'
import { find } from '@/lib/search/find'
import { type FoundKind, facetsOfIds, foundAt, type Search } from '@/lib/search/search'
import { suggest } from '@/lib/search/suggest'
import { toArticle } from './article'
import { toCollection } from './collection'
import { keysetConnection, keysetPage, type PageArguments } from './connection'
import type { Context } from './context'
import { clientError } from './errors'
import { type ProductFilterInput, readFilters, toFilters } from './filters'
import { once } from './once'
import { toPage } from './page'
import { toProduct } from './product'

type Unavailable = 'HIDE' | 'LAST' | 'SHOW'
const soldOut = { HIDE: 'hide', LAST: 'last', SHOW: 'show' } as const
const kindOf: Record<string, FoundKind> = {
  PRODUCT: 'product',
  ARTICLE: 'article',
  PAGE: 'page',
  COLLECTION: 'collection',
}

function kindsOf(types: readonly string[] | null | undefined, all: FoundKind[]): FoundKind[] {
  if (!types || types.length === 0) return all
  return [...new Set(types)].flatMap((type) => kindOf[type] ?? [])
}

/** `QueryRoot.search`: products, articles and pages in one list, the best first. */
export function searchConnection(
  args: PageArguments & {
    query: string
    sortKey: 'PRICE' | 'RELEVANCE'
    prefix?: 'LAST' | 'NONE' | null
    productFilters?: ProductFilterInput[] | null
    types?: string[] | null
    unavailableProducts?: Unavailable | null
  },
  context: Context,
) {
  const { currency } = context.shop
  const search: Search = {
    query: args.query,
    kinds: kindsOf(args.types, ['product', 'article', 'page']),
    filters: readFilters(args.productFilters, currency),
    soldOut: soldOut[args.unavailableProducts ?? 'LAST'],
    prefix: args.prefix === 'LAST',
    currency,
  }
  const found = once(() => find(search, args.sortKey, keysetPage(args)))
  const connection = keysetConnection(
    args,
    async () => (await found()).cursors,
    async (keys) => {
      const nodes = await readFound(keys.map(foundAt), context)
      return keys.flatMap((id, place) => {
        const node = nodes[place]
        return node ? [{ id, node }] : []
      })
    },
    ({ node }) => node,
  )
  return {
    ...connection,
    totalCount: async () => (await found()).total,
    productFilters: once(async () => toFilters(await facetsOfIds((await found()).ids), currency)),
  }
}

/** One statement for each kind that there is; null for what is gone since. */
async function readFound(
  found: { kind: FoundKind; id: string }[],
  context: Context,
): Promise<(object | undefined)[]> {
  const idsOf = (kind: FoundKind) => found.filter((one) => one.kind === kind).map(({ id }) => id)
  const read = async <T extends { id: string }>(
    kind: FoundKind,
    load: (ids: string[]) => Promise<T[]>,
    toNode: (item: T) => object,
  ) => {
    const ids = idsOf(kind)
    const items = ids.length > 0 ? await load(ids) : []
    return items.map((item) => [`${kind} ${item.id}`, toNode(item)] as const)
  }
  const nodes = new Map(
    (
      await Promise.all([
        read('product', readProducts, (item) => toProduct(item, context)),
        read('article', readArticles, (item) => toArticle(item, context)),
        read('page', readPages, (item) => toPage(item, context)),
        read('collection', readCollections, (item) => toCollection(item, context)),
      ])
    ).flat(),
  )
  return found.map(({ kind, id }) => nodes.get(`${kind} ${id}`))
}

/** Which texts a `SearchableField` is in, by their weight: A title; B type, vendor, tags, variants; C and D what is written. */
const weightOf: Record<string, string> = {
  TITLE: 'A',
  PRODUCT_TYPE: 'B',
  VENDOR: 'B',
  TAG: 'B',
  VARIANTS_TITLE: 'B',
  VARIANTS_SKU: 'B',
  VARIANTS_BARCODE: 'B',
  AUTHOR: 'B',
  BODY: 'CD',
}

/** `QueryRoot.predictiveSearch`: what fits while somebody types. */
export async function predictiveSearch(
  args: {
    query: string
    limit?: number | null
    limitScope?: 'ALL' | 'EACH' | null
    searchableFields?: string[] | null
    types?: string[] | null
    unavailableProducts?: Unavailable | null
  },
  context: Context,
) {
  const most = args.limit ?? 10
  if (most < 1 || most > 10) throw clientError('INVALID_FIELD_ARGUMENTS', 'limit must be within 1..10')
  const fields = args.searchableFields ?? []
  const suggestions = await suggest(
    {
      query: args.query,
      kinds: kindsOf(args.types, ['product', 'collection', 'article', 'page']),
      filters: [],
      soldOut: soldOut[args.unavailableProducts ?? 'LAST'],
      prefix: true,
      currency: context.shop.currency,
      within: [
        ...new Set((fields.length > 0 ? fields : ['TITLE', 'VENDOR']).map((field) => weightOf[field])),
      ].join(''),
    },
    most,
  )
  const wantsQueries = !args.types?.length || args.types.includes('QUERY')
  // Up to the limit in all, or of each kind.
  let left = args.limitScope === 'EACH' ? Number.POSITIVE_INFINITY : most
  const take = <T>(items: T[]): T[] => {
    const taken = items.slice(0, left)
    left -= taken.length
    return taken
  }
  const { found } = suggestions
  const wanted = (['product', 'collection', 'article', 'page'] as const).map((kind) => ({
    kind,
    ids: take(found[kind]),
  }))
  const queries = wantsQueries ? take(suggestions.queries) : []
  const nodes = await readFound(
    wanted.flatMap(({ kind, ids }) => ids.map((id) => ({ kind, id }))),
    context,
  )
  const of = (typename: string) =>
    nodes.filter((node) => node && '__typename' in node && node.__typename === typename)
  return {
    products: of('Product'),
    collections: of('Collection'),
    articles: of('Article'),
    pages: of('Page'),
    queries: queries.map(toSuggestion),
  }
}

/** The letters that were typed are marked; the words hold letters and digits only. */
function toSuggestion({ text, typed }: { text: string; typed: string }) {
  const words = text.split(' ')
  const last = words.pop() ?? ''
  const before = words.map((word) => `<mark>${escaped(word)}</mark> `).join('')
  const rest = last.slice(typed.length)
  return {
    __typename: 'SearchQuerySuggestion' as const,
    text,
    styledText: `${before}<mark>${escaped(typed)}</mark>${rest ? `<span>${escaped(rest)}</span>` : ''}`,
    trackingParameters: null,
  }
}

const escaped = (text: string) => text.replaceAll("'", '&#39;').replaceAll('’', '&#8217;')
