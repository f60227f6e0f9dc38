import Client from 'shopify-buy'
import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { ask } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import { demoShop, smallProduct } from '@/prisma/factories'
import { answer } from './answer'
import { limits } from './limits'

testDatabase()
beforeAll(async () => {
  await demoShop()
  const { productId } = await smallProduct({ handle: 'many', stock: 9 })
  // Another 249 variants, as the shop's own rows are.
  await db().$executeRaw`WITH made AS (
      INSERT INTO variant (product_id, title, sku, position, updated_at)
      SELECT ${productId}, 'No. ' || n, 'MANY-' || n, n, now() FROM generate_series(2, 250) n RETURNING id)
    INSERT INTO price (variant_id, currency, amount, updated_at) SELECT id, 'NZD', 1000, now() FROM made`
})

/** What a caller spends ahead, and then owes. */
async function points(query: string) {
  const counted = { spent: 0, owed: 0 }
  const answered = await ask(
    query,
    {},
    {
      spend: (points) => {
        counted.spent += points
      },
      settle: (owed) => {
        counted.owed += owed
      },
    },
  )
  return { ...counted, ...answered }
}

describe('shopify-buy’s own queries, with all they ask of a product, are answered', () => {
  const costs: number[] = []
  const client = Client.buildClient(
    { domain: 'shop.test', storefrontAccessToken: 'none', apiVersion: '2026-04' },
    async (_, { body }) => {
      const { query, variables } = JSON.parse(String(body))
      const caller = { visitor: '203.0.113.7', token: null, spend: () => {}, settle: () => {} }
      const answered = await answer({ query, variables, operationName: null }, caller)
      costs.push(answered.extensions?.cost.requestedQueryCost ?? Number.POSITIVE_INFINITY)
      return Response.json(answered)
    },
  )
  const largest = () => Math.max(...costs.splice(0))

  test('collections with their products', async () => {
    const [collection] = await client.collection.fetchAllWithProducts()
    expect(collection?.products[0]?.variants.length).toBeGreaterThan(0)
    expect(largest()).toBeLessThan(limits.cost)
    const whole = await client.collection.fetchWithProducts(collection?.id ?? '', { productsFirst: 250 })
    expect(whole.products.length).toBeGreaterThanOrEqual(collection?.products.length ?? 1)
    expect(largest()).toBeLessThan(limits.cost)
  })

  test('250 products, one of which has 250 variants', async () => {
    const products = await client.product.fetchAll(250)
    expect(products.find(({ handle }) => handle === 'many')?.variants).toHaveLength(250)
    expect(largest()).toBeLessThan(limits.cost)
  })
})

describe('a cost', () => {
  const cost = async (query: string) => (await ask(query)).extensions.cost.requestedQueryCost

  test('counts what things of a list hold as what they mostly hold, and never less for more of them', async () => {
    const held = (first: number) =>
      cost(`{ products(first: ${first}) { nodes { variants(first: 250) { nodes { id } } } } }`)
    const [one, two, many] = [await held(1), await held(2), await held(250)]
    expect(one).toBeGreaterThan(250)
    expect(two).toBeGreaterThan(one)
    expect(many).toBeGreaterThan(250 * 10)
    expect(many).toBeLessThan(250 * 20)
  })

  test('counts whole what is read from the database in each thing of a list, and what is named one by one', async () => {
    const lists = await ask('{ collections(first: 9) { nodes { products(first: 250) { nodes { id } } } } }')
    expect(lists.extensions.cost.requestedQueryCost).toBeGreaterThan(9 * 250)
    const names = Array.from({ length: 50 }, (_, nth) => `{ namespace: "a", key: "k${nth}" }`)
    const named = `{ products(first: 100) { nodes { metafields(identifiers: [${names}]) { id reference { __typename } } } } }`
    expect(await cost(named)).toBeGreaterThan(100 * 50)
  })

  test('that is too high, and too deep a query, are refused in words', async () => {
    const lists = await ask(
      '{ collections(first: 150) { nodes { products(first: 250) { nodes { variants(first: 250) { nodes { id } } } } } } }',
    )
    const [{ message, extensions }] = lists.errors
    expect(extensions).toMatchObject({ code: 'MAX_COMPLEXITY_EXCEEDED', maxCost: limits.cost })
    expect(extensions.cost).toBeGreaterThan(limits.cost)
    expect(message).toBe(`Query costs too much: ${extensions.cost}, and ${limits.cost} at most is answered.`)
    const deep = (levels: number): string =>
      levels === 0 ? 'title' : `variants(first: 1) { nodes { product { ${deep(levels - 1)} } } }`
    const { errors } = await ask(`{ product(handle: "many") { ${deep(5)} } }`)
    expect(errors[0].message).toBe('Query is nested deeper than 15 levels.')
  })
})

describe('an answer', () => {
  const variants = (inner: string) => `variants(first: 250) { nodes { ${inner} } }`
  const crowd = `{
    shop { name }
    product(handle: "many") { ${variants(`product { ${variants('id title sku image { id } price { amount currencyCode }')} }`)} }
  }`

  test('of more than is answered is broken off where it begins, with one error, and paid for', async () => {
    const { data, errors, spent, owed } = await points(crowd)
    expect(data).toEqual({ shop: { name: 'Bestow Beauty' }, product: null })
    expect(errors).toMatchObject([
      {
        message: `The answer is too large: more than ${limits.values} values.`,
        path: expect.arrayContaining(['product', 'variants', 'nodes']),
        extensions: { code: 'MAX_COMPLEXITY_EXCEEDED' },
      },
    ])
    expect(spent, 'ahead').toBe(limits.valuesAhead / 1000)
    expect(spent + owed).toBeGreaterThanOrEqual(limits.values / 1000)
  })

  test('that may be large is paid for ahead, so that few are on their way at once, and given back where it is small', async () => {
    const pages = '{ products(first: 250) { nodes { variants(first: 250) { nodes { id } } } } }'
    const { spent, owed, errors } = await points(pages)
    expect(errors).toBeUndefined()
    expect(spent).toBeGreaterThan(60)
    expect(spent + owed, 'what there is').toBeLessThan(2)
  })

  test('takes no more memory than it may have values', async () => {
    const before = process.memoryUsage().rss
    for (let nth = 0; nth < 5; nth++) await ask(`${crowd} # ${nth}`)
    expect((process.memoryUsage().rss - before) / 1_000_000, 'megabytes').toBeLessThan(400)
  })

  test('that came to less than was spent gives the rest back, and one with an error does not', async () => {
    const { spent, owed } = await points(
      '{ products(first: 250) { nodes { id } } pages(first: 250) { nodes { id } } }',
    )
    expect(spent).toBeGreaterThanOrEqual(0.5)
    expect(owed).toBeLessThan(0)
    expect(spent + owed).toBeGreaterThan(0)
    expect((await points('{ products(first: 250, after: "x") { nodes { id } } }')).owed).toBe(0)
    const change = await points('mutation { cartCreate { cart { id } } }')
    expect(change).toMatchObject({ spent: expect.any(Number), owed: 0 })
    expect(change.spent).toBeGreaterThanOrEqual(1)
  })
})
