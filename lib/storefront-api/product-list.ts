import { readProducts } from '@/lib/catalog/products'
import { countFacets, readFacets } from '@/lib/search/facets'
import {
  type CollectionProductSort,
  listCollectionProducts,
  listProducts,
  type ProductSort,
} from '@/lib/search/list-products'
import {
  type FoundKind,
  facetsOfFound,
  listFoundProducts,
  listRankedProducts,
  prepareSearch,
} from '@/lib/search/search'
import { keysetConnection, type PageArguments } from './connection'
import type { Context } from './context'
import { type ProductFilterInput, readFilters, toFilters } from './filters'
import { once } from './once'
import { toProduct } from './product'

/** All products, or those that a query finds: the same ones in whatever order they are asked for. */
export async function productConnection(
  args: PageArguments & { sortKey: ProductSort; query?: string | null },
  context: Context,
) {
  const { currency } = context.shop
  const { query, sortKey } = args
  const wanted = query == null ? null : await prepareSearch({ ...allProducts, query, currency })
  const connection = keysetConnection(
    args,
    (page) => {
      if (!wanted) return listProducts({ query: null, filters: [], currency }, sortKey, page)
      return sortKey === 'RELEVANCE'
        ? listRankedProducts(wanted, page)
        : listFoundProducts(wanted, sortKey, page)
    },
    readProducts,
    (product) => toProduct(product, context),
  )
  const facets = () => (wanted ? facetsOfFound(wanted) : readFacets(null))
  return { ...connection, filters: once(async () => toFilters(await facets(), currency)) }
}

const allProducts = {
  kinds: ['product'] satisfies FoundKind[],
  filters: [],
  soldOut: 'show' as const,
  prefix: false,
}

/** Its own order unless another is asked for. */
const sorts: Record<string, CollectionProductSort> = {
  BEST_SELLING: 'BEST_SELLING',
  CREATED: 'CREATED_AT',
  ID: 'ID',
  PRICE: 'PRICE',
  TITLE: 'TITLE',
}

export type CollectionProductArguments = PageArguments & {
  sortKey: string
  filters?: ProductFilterInput[] | null
}

export function collectionProductConnection(
  collectionId: string,
  args: CollectionProductArguments,
  context: Context,
) {
  const { currency } = context.shop
  const filters = readFilters(args.filters, currency)
  const connection = keysetConnection(
    args,
    (page) =>
      listCollectionProducts(collectionId, { filters, currency }, sorts[args.sortKey] ?? 'MANUAL', page),
    readProducts,
    (product) => toProduct(product, context),
  )
  const facets = () => countFacets({ collectionId, query: null, filters, currency })
  return { ...connection, filters: once(async () => toFilters(await facets(), currency)) }
}
