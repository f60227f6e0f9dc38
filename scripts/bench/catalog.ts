// Fills the empty database of DATABASE_URL with so many products, asks every question a storefront asks, as the
// Storefront API answers them, and prints the median of each in ms as JSON. `tsx catalog.ts SIZE`
import { closeDb, db } from '@/lib/db'
import { answer } from '@/lib/storefront-api/execute'
import { median } from './figures.mjs'
import { fillCatalog } from './fill-catalog'

const ROUNDS = 15
const size = Number(process.argv[2])

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const caller = { visitor: '203.0.113.7', token: null, spend: () => {} }
  const result = await answer({ query, variables, operationName: null }, caller)
  if (result.errors) throw new Error(JSON.stringify(result.errors))
  // biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query
  return result.data as any
}

const card = 'nodes { handle title priceRange { minVariantPrice { amount } } } pageInfo { endCursor }'
const list = (rest: string) => `{ products(first: 24${rest}) { ${card} } }`
const inAll = (rest: string, more = '') =>
  `{ collection(handle: "all") { products(first: 24${rest}) { ${card} ${more} } } }`
const filters = 'filters { id values { count input } }'
const search = (query: string, more = '') =>
  `{ search(query: "${query}", first: 24) { nodes { ... on Product { handle } } pageInfo { endCursor } ${more} } }`

/** Where a page deep in a list begins. */
async function deep(sortKey: string, value: string): Promise<string> {
  const [row] = await db().$queryRawUnsafe<{ id: string; value: string }[]>(
    `SELECT product_id::text AS id, (${value})::text AS value FROM product_listing
     WHERE product_id = ${Math.max(1, Math.floor(size / 2))}`,
  )
  const cursor = Buffer.from(JSON.stringify({ last_id: row?.id, last_value: row?.value })).toString(
    'base64url',
  )
  return list(`, sortKey: ${sortKey}, after: "${cursor}"`)
}

async function questions(): Promise<Record<string, string>> {
  const middle = Math.max(1, Math.floor(size / 2))
  return {
    'product by handle': `{ product(handle: "product-${middle}") { title description variants(first: 9) { nodes { id } } } }`,
    'product with 250 variants':
      '{ product(handle: "product-1") { title variants(first: 250) { nodes { id price { amount } } } } }',
    list: list(''),
    'list by title': list(', sortKey: TITLE'),
    'list by price, dearest first': list(', sortKey: PRICE, reverse: true'),
    'list, best selling': list(', sortKey: BEST_SELLING'),
    'deep page': await deep('ID', 'product_id'),
    'deep page by price': await deep('PRICE', 'min_price'),
    'list with counts': `{ products(first: 24) { ${card} ${filters} } }`,
    'query: a common tag': list(', query: "tag:half"'),
    'query: a rare tag': list(', query: "tag:rare"'),
    'query: vendor and price': list(', query: "vendor:\\"Vendor 7\\" variants.price:<20", sortKey: PRICE'),
    'query: sold out': list(', query: "available_for_sale:false"'),
    'collection of all': inAll(''),
    'collection of all by price': inAll(', sortKey: PRICE'),
    'collection of all by title, with counts': inAll(', sortKey: TITLE', filters),
    'collection of all, a common filter with counts': inAll(
      ', filters: [{ tag: "half" }, { available: true }]',
      filters,
    ),
    'collection of all, a rare filter with counts': inAll(
      ', sortKey: PRICE, filters: [{ tag: "rare" }]',
      filters,
    ),
    'collection of all, a price range with counts': inAll(
      ', filters: [{ price: { min: 50, max: 60 } }]',
      filters,
    ),
    'collection of fifty by price, with counts': `{ collection(handle: "few") { products(first: 24, sortKey: PRICE) { ${card} ${filters} } } }`,
    'search: a word of every product': search('common'),
    'search: a word of every product, total and counts': search(
      'common',
      'totalCount productFilters { id values { count } }',
    ),
    'search: a word of one in twenty': search('plum', 'totalCount'),
    'search: two words': search('plum apple'),
    'search: a rare word': search('marvellous', 'totalCount'),
    'search: a typing error': search('marvelous', 'totalCount'),
    'search: nothing': search('xylophone quartet'),
    suggestions:
      '{ predictiveSearch(query: "pl", limit: 10, limitScope: EACH) { products { handle } articles { handle } queries { text } } }',
    'suggestions, two words':
      '{ predictiveSearch(query: "plum ap", limit: 10, limitScope: EACH) { products { handle } queries { text } } }',
    recommendations: `{ productRecommendations(productHandle: "product-${middle}") { handle } }`,
    'tags and types': '{ productTags(first: 250) { nodes } productTypes(first: 250) { nodes } }',
  }
}

await fillCatalog(size)
const medians: Record<string, number> = {}
for (const [name, query] of Object.entries(await questions())) {
  const times: number[] = []
  for (let round = -2; round < ROUNDS; round += 1) {
    const started = performance.now()
    await ask(query)
    if (round >= 0) times.push(performance.now() - started)
  }
  medians[name] = median(times)
}
process.stdout.write(JSON.stringify(medians))
await closeDb()
