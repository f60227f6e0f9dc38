import { isEnumType } from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '@/lib/db'
import { ask, data } from '@/lib/testing/ask-storefront'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { demoShop, smallProduct } from '@/prisma/factories'
import { schema } from './schema/schema'

testDatabase()
beforeAll(async () => {
  await demoShop()
  await smallProduct({ handle: 'sold-out', title: 'Gut tea', stock: 0 })
})

const code = async (query: string) => (await ask(query)).errors?.[0]?.extensions.code

describe('search', () => {
  const query = `query ($q: String!, $types: [SearchType!], $filters: [ProductFilter!], $after: String, $first: Int = 2) {
    search(query: $q, first: $first, after: $after, types: $types, productFilters: $filters) {
      totalCount
      nodes { __typename ... on Product { handle } ... on Article { handle } ... on Page { handle } }
      edges { cursor }
      pageInfo { hasNextPage endCursor }
      productFilters { id values { count input } } } }`

  test('goes over products, articles and pages, page by page to the total', async () => {
    const handles: string[] = []
    for (let after: string | null = null; ; ) {
      const { search } = await data(query, { q: 'gut', after })
      handles.push(...search.nodes.map((node: { __typename: string; handle: string }) => node.handle))
      if (!search.pageInfo.hasNextPage) {
        expect(handles.length).toBe(search.totalCount)
        break
      }
      after = search.pageInfo.endCursor
    }
    expect(new Set(handles).size).toBe(handles.length)
    expect(handles).toContain('gut-love')
    expect(handles).toContain('the-connection-between-our-gut-and-our-skin')
  })

  test('one kind alone, and a filter goes back as it came', async () => {
    const { search } = await data(query, { q: 'gut', types: ['PRODUCT'], first: 50 })
    expect(search.totalCount).toBe(4)
    for (const { values } of search.productFilters)
      for (const { count, input } of values) {
        const filters = [JSON.parse(input)]
        const narrowed = await data(query, { q: 'gut', types: ['PRODUCT'], filters, first: 50 })
        expect(narrowed.search.nodes.length, input).toBe(count)
      }
  })

  test('a slip is understood', async () => {
    const { search } = await data(query, { q: 'conection', first: 50 })
    expect(search.nodes.length).toBeGreaterThan(0)
    expect(search.totalCount).toBe(search.nodes.length)
  })

  test('a longer page costs no more statements, and neither does a longer query', async () => {
    const count = async (variables: object) =>
      (await countStatements(() => ask(query, { ...variables }))).statements.length
    const one = await count({ q: 'gut', types: ['PRODUCT'], first: 1 })
    expect(await count({ q: 'gut', types: ['PRODUCT'], first: 250 })).toBe(one)
    expect(await count({ q: `gut OR ${'love '.repeat(50)}`, types: ['PRODUCT'], first: 250 })).toBe(one)
    expect(one).toBeLessThanOrEqual(6)
  })

  test('is asked for in pages', async () => {
    expect(await code('{ search(query: "gut") { totalCount } }')).toBe('INVALID_FIELD_ARGUMENTS')
    expect(await code('{ search(query: "gut", first: 251) { totalCount } }')).toBe('MAX_INPUT_SIZE_EXCEEDED')
    const filters = Array.from({ length: 251 }, () => ({ tag: 'x' }))
    expect((await ask(query, { q: 'gut', filters })).errors[0].extensions.code).toBe(
      'MAX_INPUT_SIZE_EXCEEDED',
    )
  })
})

describe('predictiveSearch', () => {
  const query = `query ($q: String!, $limit: Int, $scope: PredictiveSearchLimitScope, $types: [PredictiveSearchType!]) {
    predictiveSearch(query: $q, limit: $limit, limitScope: $scope, types: $types) {
      products { handle } articles { handle } pages { handle } collections { handle }
      queries { text styledText trackingParameters } } }`

  test('suggests while somebody types, and marks what was typed', async () => {
    const { predictiveSearch: found } = await data(query, { q: 'gut co', limit: 3, scope: 'EACH' })
    expect(found.products).toEqual([{ handle: 'gut-skin-connection' }])
    expect(found.queries[0]).toEqual({
      text: 'gut connection',
      styledText: '<mark>gut</mark> <mark>co</mark><span>nnection</span>',
      trackingParameters: null,
    })
  })

  test('the limit is of each kind, or of all of them', async () => {
    const sizes = async (scope: string) =>
      Object.values((await data(query, { q: 'gut', limit: 2, scope })).predictiveSearch).map(
        (list) => (list as object[]).length,
      )
    expect(Math.max(...(await sizes('EACH')))).toBe(2)
    expect((await sizes('EACH')).reduce((sum, size) => sum + size)).toBeGreaterThan(2)
    expect((await sizes('ALL')).reduce((sum, size) => sum + size)).toBe(2)
    for (const limit of [0, 11, -1])
      expect((await ask(query, { q: 'gut', limit })).errors[0]).toMatchObject({
        message: 'limit must be within 1..10',
        extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
      })
    const { predictiveSearch: queries } = await data(query, { q: 'gut', types: ['QUERY'] })
    expect(queries.products).toEqual([])
    expect(queries.queries.length).toBeGreaterThan(0)
  })
})

describe('lists that are narrowed', () => {
  test('each list takes a query', async () => {
    const found = await data(`{
      products(first: 9, query: "tag:book -title:love") { nodes { handle } filters { id } }
      ranked: products(first: 9, query: "connection", sortKey: RELEVANCE) { nodes { handle } }
      collections(first: 9, query: "title:powder") { nodes { handle } }
      articles(first: 9, query: "title:thirty") { nodes { handle } }
      pages(first: 9, query: "handle:about") { nodes { handle } }
      blogs(first: 9, query: "title:nothing") { nodes { handle } }
      blog(handle: "journal") { articles(first: 9, query: "tag_not:x title:thirty") { nodes { handle } } } }`)
    expect(found.products.nodes).toEqual([{ handle: 'gut-skin-connection' }])
    expect(found.ranked.nodes[0]).toEqual({ handle: 'gut-skin-connection' })
    expect(found.collections.nodes).toEqual([{ handle: 'the-powder-and-the-book' }])
    expect(found.articles.nodes).toEqual([{ handle: 'thirty-plants-without-a-list' }])
    expect(found.pages.nodes).toEqual([{ handle: 'about' }])
    expect(found.blogs.nodes).toEqual([])
    expect(found.blog.articles.nodes).toEqual([{ handle: 'thirty-plants-without-a-list' }])
  })

  test.each(['COLLECTION_DEFAULT', 'MANUAL', 'BEST_SELLING', 'CREATED', 'ID', 'PRICE', 'TITLE', 'RELEVANCE'])(
    'a collection by %s: forwards and backwards come to the same',
    async (sortKey) => {
      const ask = async (rest: string) =>
        (
          await data(`{ collection(handle: "the-powder-and-the-book") { products(sortKey: ${sortKey}, ${rest}) {
          nodes { handle } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`)
        ).collection.products
      const handles = (page: { nodes: { handle: string }[] }) => page.nodes.map(({ handle }) => handle)
      for (const reverse of [false, true]) {
        const whole = handles(await ask(`first: 250, reverse: ${reverse}`))
        const first = await ask(`first: 2, reverse: ${reverse}`)
        const rest = await ask(`first: 2, reverse: ${reverse}, after: "${first.pageInfo.endCursor}"`)
        const back = await ask(`last: 2, reverse: ${reverse}, before: "${rest.pageInfo.startCursor}"`)
        expect([...handles(first), ...handles(rest)]).toEqual(whole)
        expect(handles(back)).toEqual(handles(first))
        expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false])
      }
    },
  )

  test('a collection is filtered, with counts, in one statement more, for the way to begin', async () => {
    const query = `query ($filters: [ProductFilter!], $first: Int = 9) { collection(handle: "the-powder-and-the-book") {
      products(first: $first, filters: $filters) { nodes { handle } filters { id type label values { label count input } } } } }`
    const { collection } = await data(query, { filters: [{ tag: 'powder' }, { price: { max: 50 } }] })
    expect(collection.products.nodes).toEqual([{ handle: 'gut-love' }])
    const whole = await countStatements(() => data(query, { first: 1 }))
    const filters = whole.result.collection.products.filters
    expect(filters.find(({ id }: { id: string }) => id === 'filter.v.price').values).toEqual([
      { label: 'Price', count: 3, input: '{"price":{"min":0,"max":89}}' },
    ])
    expect(filters.map(({ id }: { id: string }) => id)).toEqual([
      'filter.v.availability',
      'filter.v.price',
      'filter.p.product_type',
      'filter.p.vendor',
      'filter.p.tag',
      'filter.v.option.size',
    ])
    const narrowed = await countStatements(() => data(query, { filters: [{ available: true }], first: 250 }))
    expect(narrowed.statements.length).toBe(whole.statements.length + 1)
    expect(whole.statements.length).toBeLessThanOrEqual(6)
  })
})

describe('recommendations, tags, types', () => {
  test('are for a product that there is', async () => {
    const found = await data(`{
      byHandle: productRecommendations(productHandle: "gut-love") { handle }
      byId: productRecommendations(productId: "gid://shopify/Product/1", intent: COMPLEMENTARY) { handle }
      unknown: productRecommendations(productId: "gid://shopify/Product/999") { handle }
      productTags(first: 2) { nodes edges { cursor node } pageInfo { hasNextPage } }
      productTypes(first: 250) { nodes } }`)
    expect(
      found.byHandle
        .map(({ handle }: { handle: string }) => handle)
        .slice(0, 2)
        .toSorted(),
    ).toEqual(['gut-love-with-the-book', 'gut-skin-connection'])
    expect(found.byId.length).toBeGreaterThan(0)
    expect(found.unknown).toBeNull()
    expect(found.productTags).toMatchObject({ nodes: ['book', 'kitchen'], pageInfo: { hasNextPage: true } })
    expect(found.productTypes.nodes).toEqual(['Book', 'Set', 'Supplement'])
  })

  test('one of id and handle is needed', async () => {
    expect(await code('{ productRecommendations { id } }')).toBe('INVALID_FIELD_ARGUMENTS')
    expect(await code('{ productTags(first: 251) { nodes } }')).toBe('MAX_INPUT_SIZE_EXCEEDED')
  })
})

test('a query finds the same products in whatever order, by what means the same too', async () => {
  await sql().$executeRaw`INSERT INTO search_synonym (words) VALUES (ARRAY['brew', 'tea'])`
  const sortKeys = schema().getType('ProductSortKeys')
  if (!isEnumType(sortKeys)) throw new Error('there are no sort keys')
  for (const query of ['brew', 'brew AND gut', 'NOT brew', '(brew OR vendor:nobody)']) {
    const answers = await Promise.all(
      sortKeys.getValues().map(async ({ name }) => {
        const asked = `{ products(first: 100, query: "${query}", sortKey: ${name}) { nodes { handle } filters { id values { count } } } }`
        const { products } = await data(asked)
        const handles: string[] = products.nodes.map((node: { handle: string }) => node.handle)
        return JSON.stringify({ handles: handles.sort(), filters: products.filters })
      }),
    )
    expect(new Set(answers).size, query).toBe(1)
    expect(answers[0]?.includes('"sold-out"'), query).toBe(!query.startsWith('NOT'))
  }
})
