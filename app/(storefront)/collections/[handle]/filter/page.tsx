import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Crumbs } from '@/components/crumbs'
import { getCollection } from '@/lib/catalog/cached'
import { productsPerPage, readProducts } from '@/lib/catalog/products'
import { getShop } from '@/lib/content/cached'
import { isDomainError } from '@/lib/errors'
import { orUnavailable } from '@/lib/or-unavailable'
import { countFacets } from '@/lib/search/facets'
import { listCollectionProducts } from '@/lib/search/list-products'
import {
  addressOf,
  type Choices,
  orders,
  readChoices,
  type SearchParams,
  toFilters,
} from '../../../find/choices'
import { Narrow } from '../../../find/narrow'
import { tooOften } from '../../../find/too-often'
import { missing } from '../../../missing'
import { pageMetadata } from '../../../page-metadata'
import { ProductList } from '../../../product-list'

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<SearchParams> }

async function findCollection(params: Props['params']) {
  const { handle } = await params
  return (await getCollection(handle)) ?? (await missing(`/collections/${handle}/filter`))
}

/** One list in many orders: search engines are shown the whole one. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const collection = await findCollection(params)
  const metadata = await pageMetadata({
    title: `${collection.title}, filtered`,
    path: `/collections/${collection.handle}`,
  })
  return { ...metadata, robots: { index: false, follow: true } }
}

/** A collection as a shopper narrowed and sorted it; made for each request, unlike the whole one. */
export default async function FilteredCollection({ params, searchParams }: Props) {
  const collection = await findCollection(params)
  const path = `/collections/${collection.handle}`
  const wait = await tooOften()
  return (
    <main id="main" className="wrap" data-area="shop">
      <Crumbs
        trail={[
          { title: 'Home', href: '/' },
          { title: 'Shop', href: '/products' },
          { title: collection.title, href: path },
          { title: 'Filtered' },
        ]}
      />
      <header className="heading">
        <h1>{collection.title}</h1>
      </header>
      {wait ?? (await narrowedList(collection.id, path, readChoices(await searchParams)))}
    </main>
  )
}

async function narrowedList(collectionId: string, path: string, choices: Choices) {
  const { products, next, facets } = await orUnavailable('collection.filter_failed', () =>
    readNarrowed(collectionId, choices),
  )
  return (
    <>
      <Narrow
        action={`${path}/filter`}
        facets={facets}
        choices={choices}
        ownOrder="The collection’s own"
        open
      />
      {products.length > 0 ? (
        <ProductList products={products} next={next && addressOf(`${path}/filter`, choices, next)} />
      ) : (
        <p className="small" role="status">
          No product here is all of that. <a href={path}>See the whole collection</a>
        </p>
      )}
    </>
  )
}

async function readNarrowed(collectionId: string, choices: Choices) {
  const { currency } = await getShop()
  const filters = toFilters(choices, currency)
  const order = choices.order && orders[choices.order]
  const place = { after: choices.after, descending: order?.descending ?? false, limit: productsPerPage + 1 }
  try {
    const [cursors, facets] = await Promise.all([
      listCollectionProducts(collectionId, { filters, currency }, order?.sort ?? 'MANUAL', place),
      countFacets({ collectionId, query: null, filters, currency }),
    ])
    const shown = cursors.slice(0, productsPerPage)
    return {
      products: await readProducts(shown.map(({ id }) => id)),
      next: cursors.length > productsPerPage ? (shown.at(-1) ?? null) : null,
      facets,
    }
  } catch (error) {
    // A place in a list of another order.
    if (isDomainError(error)) notFound()
    throw error
  }
}
