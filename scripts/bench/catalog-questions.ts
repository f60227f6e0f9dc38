// Every question a storefront asks, as it is asked: over the Storefront API, and the cart as the shop's own page reads it.
import { toCartView } from '@/lib/cart/cart-view'
import { createCart, emptyCart } from '@/lib/cart/create-cart'
import { readCart } from '@/lib/cart/read-cart'
import { db, sql } from '@/lib/db'
import { answer } from '@/lib/storefront-api/answer'
import { cartGid } from '@/lib/storefront-api/cart-id'
import { gid } from '@/lib/storefront-api/ids'

export type Ask = () => Promise<unknown>

const caller = { visitor: '203.0.113.7', token: null, spend: () => {}, settle: () => {} }

export async function ask(query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const result = await answer({ query, variables, operationName: null }, caller)
  if (result.errors) throw new Error(JSON.stringify(result.errors))
  return result.data
}

const card = 'nodes { handle title priceRange { minVariantPrice { amount } } } pageInfo { endCursor }'
const list = (rest: string, more = '') => `{ products(first: 24${rest}) { ${card} ${more} } }`
const inAll = (rest: string, more = '') =>
  `{ collection(handle: "all") { products(first: 24${rest}) { ${card} ${more} } } }`
const filters = 'filters { id values { count input } }'
const search = (query: string, more = '') =>
  `{ search(query: "${query}", first: 24) { nodes { ... on Product { handle } } pageInfo { endCursor } ${more} } }`
const total = 'totalCount productFilters { id values { count } }'
const suggestions = (query: string) =>
  `{ predictiveSearch(query: "${query}", limit: 10, limitScope: EACH) { products { handle } articles { handle } queries { text } } }`

/** Where a page deep in a list begins. */
async function deep(size: number, sortKey: string, value: string): Promise<string> {
  const [row] = await db().$queryRawUnsafe<{ id: string; value: string }[]>(
    `SELECT product_id::text AS id, (${value})::text AS value FROM product_listing
     WHERE product_id = ${Math.max(1, Math.floor(size / 2))}`,
  )
  const cursor = Buffer.from(JSON.stringify({ last_id: row?.id, last_value: row?.value })).toString(
    'base64url',
  )
  return list(`, sortKey: ${sortKey}, after: "${cursor}"`)
}

async function queries(size: number): Promise<Record<string, string>> {
  const middle = Math.max(1, Math.floor(size / 2))
  return {
    'product with 250 variants':
      '{ product(handle: "product-1") { title variants(first: 250) { nodes { id price { amount } } } } }',
    list: list(''),
    'list by title': list(', sortKey: TITLE'),
    'list by price, dearest first': list(', sortKey: PRICE, reverse: true'),
    'list, best selling': list(', sortKey: BEST_SELLING'),
    'deep page': await deep(size, 'ID', 'product_id'),
    'deep page by price': await deep(size, 'PRICE', 'min_price'),
    'list with counts': list('', filters),
    'query: a common tag': list(', query: "tag:half"'),
    'query: a common tag, with counts': list(', query: "tag:half"', filters),
    'query: a rare tag': list(', query: "tag:rare"'),
    'query: two tags that nothing has both of': list(', query: "tag:half tag:\\"tag 1\\"", sortKey: TITLE'),
    'query: not a common tag': list(', query: "NOT tag:half", sortKey: TITLE'),
    'query: vendor and price': list(', query: "vendor:\\"Vendor 7\\" variants.price:<20", sortKey: PRICE'),
    'query: sold out': list(', query: "available_for_sale:false"'),
    'query: the beginning of a title': list(', query: "title:plu*", sortKey: TITLE'),
    'query: one type, by title': list(', query: "product_type:\\"Type 19\\"", sortKey: TITLE'),
    'query: one tag, by title, at its end': list(', query: "tag:\\"tag 19\\"", sortKey: TITLE'),
    'query: words, the best first': list(', query: "plum", sortKey: RELEVANCE'),
    'query: a SKU': list(`, query: "sku:SKU-${middle}"`),
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
    'collection of all, a narrow price range by title, with counts': inAll(
      ', sortKey: TITLE, filters: [{ price: { min: 50, max: 50.05 } }]',
      filters,
    ),
    'collection of all, in stock and a price range, with counts': inAll(
      ', filters: [{ available: true }, { price: { min: 50, max: 60 } }]',
      filters,
    ),
    'collection of all, five choices with counts': inAll(
      ', sortKey: TITLE, filters: [{ tag: "half" }, { available: true }, { price: { min: 10, max: 100 } }, { productType: "Type 2" }, { productVendor: "Vendor 2" }]',
      filters,
    ),
    'collection of fifty by price, with counts': `{ collection(handle: "few") { products(first: 24, sortKey: PRICE) { ${card} ${filters} } } }`,
    'search: a word of every product': search('common'),
    'search: a word of every product, total and counts': search('common', total),
    'search: a word of every seventh': search('plum', total),
    'search: two words': search('plum apple', total),
    'search: a rare word': search('marvellous', total),
    'search: a typing error': search('marvelous', total),
    'search: nothing': search('xylophone quartet', total),
    suggestions: suggestions('pl'),
    'suggestions, two words': suggestions('plum ap'),
    'suggestions, two words, one of every description': suggestions('plum co'),
    'suggestions, a typing error': suggestions('marvelous'),
    recommendations: `{ productRecommendations(productHandle: "product-${middle}") { handle } }`,
    'tags and types': '{ productTags(first: 250) { nodes } productTypes(first: 250) { nodes } }',
    collections: '{ collections(first: 24) { nodes { handle title } } }',
    'sitemap, a page in the middle': `{ sitemap(type: PRODUCT) { pagesCount { count } resources(page: ${Math.ceil(middle / 250)}) { items { handle } } } }`,
  }
}

const cartFields = `id checkoutUrl totalQuantity note discountCodes { applicable code }
  lines(first: 250) { nodes {
    id quantity attributes { key value }
    cost { totalAmount { amount currencyCode } amountPerQuantity { amount currencyCode } }
    merchandise { ... on ProductVariant {
      id title availableForSale price { amount currencyCode } image { url altText width height }
      product { id handle title vendor } selectedOptions { name value }
    } }
  } }
  cost { subtotalAmount { amount currencyCode } totalAmount { amount currencyCode } }`

/** A cart of two hundred lines, as a page and as the API read it, and with one line changed. */
async function cartQuestions(size: number): Promise<Record<string, Ask>> {
  const step = Math.max(1, Math.floor(size / 250))
  const variants = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT id FROM variant WHERE id % ${step}::int = ${1 % step}::int AND id % 20 <> 0 ORDER BY id LIMIT 200`
  const cart = await createCart({
    ...emptyCart,
    lines: variants.map(({ id }) => ({ variantId: id, quantity: 2 })),
  })
  if (cart.lines.length !== 200) throw new Error(`a cart of ${cart.lines.length} lines`)
  const [line] = cart.lines
  let quantity = 2
  const id = cartGid(cart)
  return {
    'cart of 200 lines, on the page': async () => {
      const read = await readCart(cart.token)
      return read && JSON.stringify(toCartView(read))
    },
    'cart of 200 lines': () => ask(`query($id: ID!) { cart(id: $id) { ${cartFields} } }`, { id }),
    'cart of 200 lines, one changed': () => {
      quantity = 5 - quantity
      return ask(
        `mutation($id: ID!, $lines: [CartLineUpdateInput!]!) { cartLinesUpdate(cartId: $id, lines: $lines) { cart { ${cartFields} } } }`,
        { id, lines: [{ id: gid('CartLine', line?.id ?? ''), quantity }] },
      )
    },
  }
}

/** @param size how many products the catalog has (`fillCatalog`) */
export async function questions(size: number): Promise<Record<string, Ask>> {
  const asked = Object.entries(await queries(size)).map(([name, query]) => [name, () => ask(query)] as const)
  return { ...Object.fromEntries(asked), ...(await cartQuestions(size)) }
}
