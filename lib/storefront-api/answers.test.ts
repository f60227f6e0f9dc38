import {
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { demoShop } from '@/prisma/factories'
import { answer } from './execute'
import { schema } from './schema/schema'

testDatabase()
beforeAll(demoShop)

// biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query
const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<any> =>
  answer({ query, variables, operationName: null })
// biome-ignore lint/suspicious/noExplicitAny: as above
const data = async (query: string, variables?: Record<string, unknown>): Promise<any> => {
  const result = await ask(query, variables)
  expect(result.errors).toBeUndefined()
  return result.data
}

describe('every field that can be selected has an answer', () => {
  const sample: Record<string, string> = {
    first: '2',
    handle: '"gut-love"',
    id: '"gid://shopify/Product/1"',
    ids: '["gid://shopify/Product/1"]',
    key: '"serving_size"',
    namespace: '"label"',
    identifiers: '[{ namespace: "label", key: "serving_size" }]',
    selectedOptions: '[{ name: "Size", value: "150 g" }]',
  }
  const handles: Record<string, string> = {
    Page: '"about"',
    Blog: '"journal"',
    Collection: '"the-powder-and-the-book"',
    Menu: '"footer"',
    Article: '"thirty-plants-without-a-list"',
  }
  const given = (field: GraphQLField<unknown, unknown>, type: string) => {
    const wanted = field.args.filter(
      ({ name, type }) => name === 'first' || name === 'handle' || isNonNullType(type),
    )
    const value = (name: string) =>
      name === 'handle'
        ? (handles[type] ?? sample.handle)
        : name === 'id'
          ? `"gid://shopify/${type === 'Node' ? 'Product' : type}/1"`
          : sample[name]
    return wanted.length > 0 ? `(${wanted.map(({ name }) => `${name}: ${value(name)}`).join(', ')})` : ''
  }
  /** Everything below a type, each type once: that is within the limits of a query. */
  const select = (type: GraphQLOutputType, seen: Set<string>): string => {
    const named = getNamedType(type)
    if (!isCompositeType(named)) return ''
    if (!isObjectType(named) || seen.has(named.name)) return '{ __typename }'
    seen.add(named.name)
    const fields = Object.values(named.getFields()).map(
      (field) => `${field.name}${given(field, getNamedType(field.type).name)} ${select(field.type, seen)}`,
    )
    return `{ __typename ${fields.join(' ')} }`
  }
  const roots = schema().getQueryType()?.getFields() ?? {}

  test.each(Object.values(roots).map((field) => [field.name, field] as const))('%s', async (_, field) => {
    const type = getNamedType(field.type)
    const query = `{ ${field.name}${given(field, type.name)} ${select(field.type, new Set())} }`
    const result = await ask(query)
    expect(result.errors ?? []).toEqual([])
    expect(result.data).not.toEqual({ [field.name]: null })
  })
})

describe('ids', () => {
  test('nodes keep order, doubles and nulls', async () => {
    const ids = ['Product/2', 'Product/999', 'Article/1', 'Product/2', 'Unheard/1', 'Shop/1'].map(
      (id) => `gid://shopify/${id}`,
    )
    const { nodes } = await data('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids })
    expect(nodes).toEqual([
      { __typename: 'Product', id: 'gid://shopify/Product/2' },
      null,
      { __typename: 'Article', id: 'gid://shopify/Article/1' },
      { __typename: 'Product', id: 'gid://shopify/Product/2' },
      null,
      { __typename: 'Shop', id: 'gid://shopify/Shop/1' },
    ])
  })

  test('an id of another type finds nothing, and what is no id is an error', async () => {
    expect(await data('{ product(id: "gid://shopify/Page/1") { id } }')).toEqual({ product: null })
    for (const id of ['not-a-gid', 'gid://shopify/Product/1e3', `gid://shopify/Product/${'9'.repeat(30)}`]) {
      const { errors, data: answered } = await ask(`{ product(id: "${id}") { id } }`)
      expect(answered).toEqual({ product: null })
      expect(errors[0]).toMatchObject({
        message: `Invalid global id '${id}'`,
        extensions: { code: 'argumentLiteralsIncompatible' },
      })
    }
  })
})

describe('a product', () => {
  test('prices are decimal strings, and options say which variants there are', async () => {
    const { product } = await data(`{ product(handle: "gut-love") {
      priceRange { minVariantPrice { amount currencyCode } maxVariantPrice { amount } }
      encodedVariantExistence encodedVariantAvailability
      options { name optionValues { name firstSelectableVariant { title } } } } }`)
    expect(product).toEqual({
      priceRange: {
        minVariantPrice: { amount: '49.0', currencyCode: 'NZD' },
        maxVariantPrice: { amount: '89.0' },
      },
      encodedVariantExistence: 'v1_0-1,',
      encodedVariantAvailability: 'v1_0-1,',
      options: [
        {
          name: 'Size',
          optionValues: [
            { name: '150 g', firstSelectableVariant: { title: '150 g' } },
            { name: '300 g', firstSelectableVariant: { title: '300 g' } },
          ],
        },
      ],
    })
  })

  test('a variant is found by its options; names of other parameters count for nothing', async () => {
    const query = `query ($options: [SelectedOptionInput!]!) { product(handle: "gut-love") {
      variantBySelectedOptions(selectedOptions: $options, ignoreUnknownOptions: true) { title }
      selectedOrFirstAvailableVariant(selectedOptions: $options) { title }
      adjacentVariants(selectedOptions: $options) { title } } }`
    const options = [
      { name: 'Size', value: '300 g' },
      { name: 'utm_source', value: 'mail' },
    ]
    expect((await data(query, { options })).product).toEqual({
      variantBySelectedOptions: { title: '300 g' },
      selectedOrFirstAvailableVariant: { title: '300 g' },
      adjacentVariants: [{ title: '150 g' }],
    })
    expect((await data(query, { options: [{ name: 'Size', value: '5 kg' }] })).product).toEqual({
      variantBySelectedOptions: null,
      selectedOrFirstAvailableVariant: { title: '150 g' },
      adjacentVariants: [{ title: '300 g' }],
    })
  })

  test('one without options is found by the option clients see', async () => {
    const { product } = await data(`{ product(handle: "gut-skin-connection") {
      encodedVariantExistence options { name values }
      variantBySelectedOptions(selectedOptions: [{ name: "Title", value: "Default Title" }]) { selectedOptions { name value } } } }`)
    expect(product).toEqual({
      encodedVariantExistence: 'v1_0,',
      options: [{ name: 'Title', values: ['Default Title'] }],
      variantBySelectedOptions: { selectedOptions: [{ name: 'Title', value: 'Default Title' }] },
    })
  })

  test('metafields keep the order they are asked for in, with empty places', async () => {
    const { product } = await data(`{ product(handle: "gut-love") { metafields(identifiers: [
      { namespace: "label", key: "nothing" }, { namespace: "label", key: "serving_size" }]) { key } } }`)
    expect(product.metafields).toEqual([null, { key: 'serving_size' }])
  })
})

describe('lists', () => {
  const page = (rest: string) =>
    `{ products(${rest}) { nodes { handle } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
  const handles = (answered: { products: { nodes: { handle: string }[] } }) =>
    answered.products.nodes.map(({ handle }) => handle)

  test.each([
    'ID',
    'TITLE',
    'PRICE',
    'CREATED_AT',
    'UPDATED_AT',
    'VENDOR',
    'PRODUCT_TYPE',
    'BEST_SELLING',
    'RELEVANCE',
  ])('by %s: forwards one by one and backwards come to the same', async (sortKey) => {
    for (const reverse of [false, true]) {
      const whole = handles(await data(page(`first: 250, sortKey: ${sortKey}, reverse: ${reverse}`)))
      const forwards: string[] = []
      let after = ''
      for (let more = true; more; ) {
        const answered = await data(page(`first: 1, sortKey: ${sortKey}, reverse: ${reverse}${after}`))
        forwards.push(...handles(answered))
        more = answered.products.pageInfo.hasNextPage
        after = `, after: "${answered.products.pageInfo.endCursor}"`
      }
      const backwards: string[] = []
      let before = ''
      for (let more = true; more; ) {
        const answered = await data(page(`last: 1, sortKey: ${sortKey}, reverse: ${reverse}${before}`))
        backwards.unshift(...handles(answered))
        more = answered.products.pageInfo.hasPreviousPage
        before = `, before: "${answered.products.pageInfo.startCursor}"`
      }
      expect(whole.length).toBe(3)
      expect(forwards).toEqual(whole)
      expect(backwards).toEqual(whole)
    }
  })

  test('a page is asked for with first or last, of at most 250', async () => {
    const code = async (rest: string) => (await ask(page(rest))).errors?.[0]?.extensions.code
    expect(await code('sortKey: ID')).toBe('INVALID_FIELD_ARGUMENTS')
    expect(await code('first: -1')).toBe('INVALID_FIELD_ARGUMENTS')
    expect(await code('first: 1, last: 1')).toBe('INVALID_FIELD_ARGUMENTS')
    expect(await code('first: 251')).toBe('MAX_INPUT_SIZE_EXCEEDED')
    expect(await code('first: 1, after: "not-a-cursor"')).toBe('INVALID_FIELD_ARGUMENTS')
    expect(await code('first: 0')).toBeUndefined()
  })

  test('a longer list costs no more statements', async () => {
    const query = (
      first: number,
    ) => `{ collections(first: ${first}) { nodes { handle } } products(first: ${first}) {
      nodes { handle variants(first: 250) { nodes { price { amount } selectedOptions { value } } } } } }`
    const one = await countStatements(() => ask(query(1)))
    const all = await countStatements(() => ask(query(250)))
    expect(one.result.errors ?? all.result.errors).toBeUndefined()
    expect(all.statements.length).toBe(one.statements.length)
    const product = await countStatements(() =>
      ask('{ product(handle: "gut-love") { title variants(first: 9) { nodes { title } } } }'),
    )
    expect(product.statements.length).toBeLessThanOrEqual(4)
  })
})

test('what is not served is named', async () => {
  const { errors } = await ask('{ shop { name taste } }')
  expect(errors).toEqual([
    {
      message: "Field 'taste' doesn't exist on type 'Shop'",
      locations: [{ line: 1, column: 15 }],
      extensions: { code: 'undefinedField', typeName: 'Shop', fieldName: 'taste' },
    },
  ])
})

test('the country of the buyer is heard where parcels go', async () => {
  const query =
    'query ($to: CountryCode) @inContext(country: $to) { localization { country { isoCode name } } }'
  expect((await data(query, { to: 'AU' })).localization.country).toEqual({ isoCode: 'AU', name: 'Australia' })
  expect((await data(query, { to: 'FR' })).localization.country.isoCode).toBe('NZ')
})

test('an article is found by its blog; a name that no row can have finds none', async () => {
  const query =
    'query ($handle: String!) { blog(handle: "journal") { articleByHandle(handle: $handle) { title } } }'
  expect((await data(query, { handle: 'thirty-plants-without-a-list' })).blog.articleByHandle).not.toBeNull()
  expect((await data(query, { handle: 'a\0' })).blog.articleByHandle).toBeNull()
})

test('a menu has whole addresses, three levels deep at most', async () => {
  const { menu } = await data(
    '{ menu(handle: "footer") { title items { title type url items { type url } } } }',
  )
  expect(menu.items[0]).toMatchObject({
    title: 'Shop',
    type: 'CATALOG',
    url: 'http://localhost:3000/products',
  })
  expect(menu.items[0].items[0]).toEqual({ type: 'PRODUCT', url: 'http://localhost:3000/products/gut-love' })
})
