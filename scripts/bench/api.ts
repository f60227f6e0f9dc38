// The Storefront API beside plain JSON of the same bytes from the same reads and writes, each behind a bare Node
// server of this process. Prints the figures as JSON. `tsx api.ts SECONDS REQUESTS ROUNDS`, with the settings of a
// running trial shop whose data may be thrown away.
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { addLines } from '@/lib/cart/add-lines'
import { createCart, emptyCart } from '@/lib/cart/create-cart'
import { readProductId, readProducts } from '@/lib/catalog/products'
import { readShop } from '@/lib/content/shop'
import { closeDb, db } from '@/lib/db'
import { cartGid } from '@/lib/storefront-api/cart-id'
import { answerPost } from '@/lib/storefront-api/http'
import { gid } from '@/lib/storefront-api/ids'
import { countStatements } from '@/lib/testing/count-statements'
import { median } from './figures.mjs'

const LOAD = fileURLToPath(new URL('./load.mjs', import.meta.url))
const CONNECTIONS = '16'
/** Enough that two requests seldom meet at one cart, and its lines never reach their limit. */
const CARTS = 200
const [seconds = '1', requests = '500', rounds = '2'] = process.argv.slice(2)

const productQuery = `query Product($handle: String!, $country: CountryCode, $language: LanguageCode)
@inContext(country: $country, language: $language) {
  product(handle: $handle) {
    id title vendor handle descriptionHtml description
    encodedVariantExistence encodedVariantAvailability
    options { name optionValues { name firstSelectableVariant { ...Variant } swatch { color } } }
    selectedOrFirstAvailableVariant(selectedOptions: [], ignoreUnknownOptions: true) { ...Variant }
    adjacentVariants(selectedOptions: []) { ...Variant }
    seo { description title }
  }
}
fragment Variant on ProductVariant {
  id title sku availableForSale
  image { id url altText width height }
  price { amount currencyCode }
  compareAtPrice { amount currencyCode }
  unitPrice { amount currencyCode }
  selectedOptions { name value }
  product { title handle }
}`
const cartFragment = `fragment CartFragment on Cart {
  id checkoutUrl totalQuantity note
  buyerIdentity { countryCode email phone }
  attributes { key value }
  discountCodes { applicable code }
  lines(first: $numCartLines) {
    nodes {
      id quantity
      attributes { key value }
      cost { totalAmount { amount currencyCode } amountPerQuantity { amount currencyCode } }
      merchandise {
        ... on ProductVariant {
          id title availableForSale requiresShipping
          price { amount currencyCode }
          compareAtPrice { amount currencyCode }
          image { id url altText width height }
          product { id handle title vendor }
          selectedOptions { name value }
        }
      }
    }
  }
  cost { subtotalAmount { amount currencyCode } totalAmount { amount currencyCode } totalTaxAmount { amount currencyCode } }
}`
const cartMutation = (name: string, args: string, types: string) =>
  `mutation M(${types}, $numCartLines: Int = 250, $country: CountryCode = ZZ, $language: LanguageCode)
  @inContext(country: $country, language: $language) { ${name}(${args}) { cart { ...CartFragment } } } ${cartFragment}`

type Case = {
  query: string
  variables: () => Record<string, unknown>
  /** The same reads and writes through the domain. */
  plainly: () => Promise<unknown>
}

const variant = await db().variant.findFirstOrThrow({
  where: { product: { handle: 'gut-love' } },
  orderBy: { id: 'asc' },
})
await db().stockItem.updateMany({ data: { onHand: 10_000_000 } })
const line = { merchandiseId: gid('ProductVariant', String(variant.id)), quantity: 1 }
const lines = [{ variantId: variant.id, quantity: 1 }]
const carts: Awaited<ReturnType<typeof createCart>>[] = []
for (let made = 0; made < CARTS; made++) carts.push(await createCart(emptyCart))
let turn = 0
const nextCart = () => {
  turn += 1
  const cart = carts[turn % CARTS]
  if (!cart) throw new Error('no carts')
  return cart
}

const cases: Record<string, Case> = {
  'product page': {
    query: productQuery,
    variables: () => ({ handle: 'gut-love' }),
    plainly: async () => {
      await readShop()
      const id = await readProductId('gut-love')
      return id && readProducts([id])
    },
  },
  'cart create': {
    query: cartMutation('cartCreate', 'input: $input', '$input: CartInput!'),
    variables: () => ({ input: { lines: [line] } }),
    plainly: async () => {
      await readShop()
      return createCart({ ...emptyCart, lines })
    },
  },
  'cart add': {
    query: cartMutation(
      'cartLinesAdd',
      'cartId: $cartId, lines: $lines',
      '$cartId: ID!, $lines: [CartLineInput!]!',
    ),
    variables: () => ({ cartId: cartGid(nextCart()), lines: [line] }),
    plainly: async () => {
      await readShop()
      return addLines({ token: nextCart().token, lines, existing: true })
    },
  },
}

type Route = (request: Request) => Promise<Response>
type Routes = Record<'api' | 'plain', Route>

let visitor = 0

/** A request as Next would hand it over; each from another visitor, since one alone would soon be told to wait. */
function post({ query, variables }: Case): Request {
  visitor += 1
  const address = `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`
  return new Request('http://localhost/api/2026-04/graphql.json', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ query, variables: variables() }),
  })
}

const api: Route = (request) => answerPost(request, '2026-04')

async function routesOf(given: Case): Promise<Routes> {
  const sample = JSON.parse(await (await api(post(given))).text())
  if (sample.errors) throw new Error(JSON.stringify(sample.errors))
  const plain: Route = async (request) => {
    JSON.parse(await request.text())
    await given.plainly()
    return new Response(JSON.stringify(sample), { headers: { 'Content-Type': 'application/json' } })
  }
  return { api, plain }
}

/** One server for both, so that both meet the same engine at the same temperature. */
async function serve(given: Case, routes: Routes) {
  const server = createServer(async (request, response) => {
    await text(request)
    const answer = await routes[request.url === '/api' ? 'api' : 'plain'](post(given)).catch(
      (error: unknown) => new Response(String(error), { status: 500 }),
    )
    const body = await answer.text()
    response.writeHead(answer.status, { 'Content-Length': Buffer.byteLength(body) }).end(body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

async function load(url: string, body: string): Promise<number> {
  const args = [LOAD, url, seconds, requests, CONNECTIONS, body]
  const result = JSON.parse((await promisify(execFile)(process.execPath, args)).stdout)
  if (result.failed > 0) throw new Error(`${url} failed ${result.failed} times`)
  return result.requests / result.seconds
}

async function compare(given: Case) {
  const routes = await routesOf(given)
  const { statements } = await countStatements(() => routes.api(post(given)))
  const { origin, close } = await serve(given, routes)
  const body = JSON.stringify({ query: given.query, variables: given.variables() })
  const perSecond = { api: [] as number[], plain: [] as number[] }
  for (let round = 0; round <= Number(rounds); round++)
    for (const name of ['api', 'plain'] as const) {
      const figure = await load(`${origin}/${name}`, body)
      if (round > 0) perSecond[name].push(figure) // the first warms
    }
  close()
  return { statements: statements.length, api: median(perSecond.api), plain: median(perSecond.plain) }
}

const results: Record<string, Awaited<ReturnType<typeof compare>>> = {}
for (const [name, given] of Object.entries(cases)) results[name] = await compare(given)
await closeDb()
console.log(JSON.stringify(results))
