import { readProducts } from '@/lib/catalog/products'
import { countFacets } from '@/lib/search/facets'
import {
  type CollectionProductSort,
  listCollectionProducts,
  listProducts,
  type ProductSort,
} from '@/lib/search/list-products'
import { type FoundKind, listRankedProducts, prepareSearch } from '@/lib/search/search'
import { keysetConnection, type PageArguments } from './connection'
import type { Context } from './context'
import { type ProductFilterInput, readFilters, toFilters } from './filters'
import { once } from './once'
import { toProduct } from './product'

/** All products, those that a query finds. */
export async function productConnection(
  args: PageArguments & { sortKey: ProductSort; query?: string | null },
  context: Context,
) {
  const { currency } = context.shop
  const list = { query: args.query ?? null, filters: [], currency }
  const ranked = args.sortKey === 'RELEVANCE' && list.query !== null
  const connection = await keysetConnection(
    args,
    async (page) =>
      ranked
        ? listRankedProducts(
            await prepareSearch({
              query: list.query ?? '',
              kinds: products,
              filters: [],
              soldOut: 'show',
              prefix: false,
              currency,
            }),
            page,
          )
        : listProducts(list, args.sortKey, page),
    readProducts,
    (product) => toProduct(product, context),
  )
  const facets = () => countFacets({ ...list, collectionId: null })
  return { ...connection, filters: once(async () => toFilters(await facets(), currency)) }
}

const products: FoundKind[] = ['product']

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

export async function collectionProductConnection(
  collectionId: string,
  args: CollectionProductArguments,
  context: Context,
) {
  const { currency } = context.shop
  const filters = readFilters(args.filters, currency)
  const connection = await keysetConnection(
    args,
    (page) =>
      listCollectionProducts(collectionId, { filters, currency }, sorts[args.sortKey] ?? 'MANUAL', page),
    readProducts,
    (product) => toProduct(product, context),
  )
  const facets = () => countFacets({ collectionId, query: null, filters, currency })
  return { ...connection, filters: once(async () => toFilters(await facets(), currency)) }
}
