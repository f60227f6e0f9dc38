import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Crumbs } from '@/components/crumbs'
import { EmptyState } from '@/components/empty-state'
import { getCollections } from '@/lib/catalog/cached'
import { isDomainError } from '@/lib/errors'
import { orUnavailable } from '@/lib/or-unavailable'
import { addressOf, type Choices, readChoices, type SearchParams } from '../find/choices'
import { Narrow } from '../find/narrow'
import { tooOften } from '../find/too-often'
import { pageMetadata } from '../page-metadata'
import { ProductList } from '../product-list'
import { findFor, type Results, type ResultsToRead } from './find-for'
import { SearchForm } from './search-form'
import { AllWritten, ToRead } from './written'
import './search.css'

type Props = { searchParams: Promise<SearchParams> }

/** Every address of it is another list: none is for a search engine. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { query } = readChoices(await searchParams)
  const metadata = await pageMetadata({ title: query ? `Search: ${query}` : 'Search', path: '/search' })
  return { ...metadata, robots: { index: false, follow: true } }
}

export default async function SearchPage({ searchParams }: Props) {
  const choices = readChoices(await searchParams)
  const wait = choices.query || choices.listed ? await tooOften() : null
  const results = wait ? null : await orUnavailable('search.failed', () => findOrMiss(choices))
  return (
    <main id="main" className="wrap" data-area="search">
      <Crumbs trail={[{ title: 'Home', href: '/' }, { title: 'Search' }]} />
      <header className="heading finding">
        <h1>{results === null || choices.query ? 'Search' : 'Shop'}</h1>
        <search>
          <SearchForm id="q" label="Search products, articles and pages" query={choices.query} over />
        </search>
        {results && choices.query ? <Told results={results} query={choices.query} /> : null}
        {results && 'unfiltered' in results ? <Unfiltered results={results} choices={choices} /> : null}
      </header>
      {wait ?? (results === null ? <Begin /> : <Found results={results} choices={choices} />)}
    </main>
  )
}

async function findOrMiss(choices: Choices): Promise<Results | ResultsToRead | null> {
  try {
    return await findFor(choices)
  } catch (error) {
    // A place in a list of another order.
    if (isDomainError(error)) notFound()
    throw error
  }
}

/** What came of it, in one sentence, for ears too. */
function Told({ results, query }: { results: Results | ResultsToRead; query: string }) {
  const { total, most, meant } = results
  if (total === 0) return null
  const what = 'narrowed' in results && results.narrowed ? 'product' : 'result'
  return (
    <p role="status">
      {meant === null ? null : (
        <>
          Nothing has “{query}”. Did you mean <strong>{meant}</strong>?{' '}
        </>
      )}
      {manyOf(total, most)} {total === 1 ? what : `${what}s`} for “{meant ?? query}”.
    </p>
  )
}

const manyOf = (count: number, most: number) =>
  count >= most ? `More than ${most.toLocaleString('en-NZ')}` : count.toLocaleString('en-NZ')

/** Choices are of products alone: what there is to read is not taken away without a word. */
function Unfiltered({ results, choices }: { results: Results; choices: Choices }) {
  const { unfiltered, most, meant } = results
  if (unfiltered === 0) return null
  const all = { ...readChoices({ q: meant ?? choices.query }), order: choices.order }
  return (
    <p className="small">
      Articles and pages aren’t filtered.{' '}
      <a href={addressOf('/search', all, null)}>
        Show all results, with {manyOf(unfiltered, most).toLowerCase()} to read
      </a>
    </p>
  )
}

function Found({ results, choices }: { results: Results | ResultsToRead; choices: Choices }) {
  const understood = results.meant === null ? choices : { ...choices, query: results.meant }
  if ('kind' in results && results.total > 0) return <AllWritten found={results} choices={understood} />
  if ('kind' in results)
    return (
      <EmptyState heading="h2" title={`No ${results.kind} has “${understood.query}”`} drawn={false}>
        <p>
          <a href={addressOf('/search', { ...understood, written: null }, null)}>See all that was found</a>
        </p>
      </EmptyState>
    )
  if (results.total === 0 && !results.narrowed)
    return (
      <EmptyState heading="h2" title={`Nothing has “${choices.query}”`} drawn={false}>
        <p>Try fewer words, or another spelling.</p>
        <p>
          <a href="/products">See all products</a> or <a href="/">read from the front page</a>.
        </p>
      </EmptyState>
    )
  const { products, read, facets } = results
  const showsProducts = products.items.length > 0 || results.narrowed
  return (
    <>
      {showsProducts ? (
        <section aria-labelledby="h-products">
          <h2 id="h-products" className="unseen">
            Products
          </h2>
          <Narrow
            action="/search"
            facets={facets}
            choices={understood}
            ownOrder={choices.query ? 'Best match' : 'The shop’s own'}
            open={results.narrowed}
          />
          {products.items.length > 0 ? (
            <ProductList
              products={products.items}
              heading="h3"
              next={products.next && addressOf('/search', understood, products.next)}
            />
          ) : (
            <p className="small">
              No product is all of that.{' '}
              <a
                href={addressOf(
                  '/search',
                  readChoices(understood.query ? { q: understood.query } : { sort_by: 'best-selling' }),
                  null,
                )}
              >
                Take the choices away
              </a>
            </p>
          )}
        </section>
      ) : null}
      <ToRead read={read} choices={understood} beside={showsProducts} />
    </>
  )
}

/** Nothing has been asked for yet. */
async function Begin() {
  const collections = await getCollections()
  return (
    <ul className="plainlist">
      <li>
        <a href="/products">All products</a>
      </li>
      {collections.slice(0, 8).map(({ handle, title }) => (
        <li key={handle}>
          <a href={`/collections/${handle}`}>{title}</a>
        </li>
      ))}
    </ul>
  )
}
