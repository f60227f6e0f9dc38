import { readCollections } from '@/lib/catalog/collections'
import { readProducts } from '@/lib/catalog/products'
import { readArticles } from '@/lib/content/articles'
import { getShop } from '@/lib/content/cached'
import { readPages } from '@/lib/content/pages'
import { suggest } from '@/lib/search/suggest'
import { takeSearch } from '@/lib/search/take-search'
import { readChoices } from '../../find/choices'

/** What the search field offers while somebody types: the kind in words, a title and where it leads. */
export type Suggestion = { kind: string; title: string; url: string }

const most = { product: 5, other: 3 }

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  const { query } = readChoices({ q: new URL(request.url).searchParams.get('q') ?? '' })
  const seconds = query ? takeSearch(request.headers) : 0
  if (seconds > 0)
    return Response.json([], {
      status: 429,
      headers: { 'cache-control': 'no-store', 'retry-after': String(seconds) },
    })
  const suggestions = query ? await suggestionsFor(query) : []
  // The same few beginnings are typed again and again, and nothing here belongs to one visitor.
  return Response.json(suggestions, { headers: { 'cache-control': 'public, max-age=60' } })
}

async function suggestionsFor(query: string): Promise<Suggestion[]> {
  const { currency } = await getShop()
  const { found, queries } = await suggest(
    {
      query,
      kinds: ['product', 'article', 'page', 'collection'],
      filters: [],
      soldOut: 'last',
      prefix: true,
      currency,
      within: 'AB',
    },
    most.product,
  )
  const few = (ids: string[]) => ids.slice(0, most.other)
  const [products, collections, articles, pages] = await Promise.all([
    readProducts(found.product),
    readCollections(few(found.collection)),
    readArticles(few(found.article)),
    readPages(few(found.page)),
  ])
  return [
    ...queries
      .slice(0, most.other)
      .map(({ text }) => ({ kind: 'Search', title: text, url: `/search?q=${encodeURIComponent(text)}` })),
    ...products.map(({ title, handle }) => ({ kind: 'Product', title, url: `/products/${handle}` })),
    ...collections.map(({ title, handle }) => ({ kind: 'Collection', title, url: `/collections/${handle}` })),
    ...articles.map(({ title, url }) => ({ kind: 'Article', title, url })),
    ...pages.map(({ title, handle }) => ({ kind: 'Page', title, url: `/pages/${handle}` })),
  ]
}
