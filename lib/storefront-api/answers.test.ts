import { beforeAll, describe, expect, test, vi } from 'vitest'
import { sql } from '@/lib/db'
import { ask, data } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import { demoShop } from '@/prisma/factories'

testDatabase()
beforeAll(demoShop)

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

test('an answer that takes too long is broken off, and says so', async () => {
  const start = performance.now()
  const clock = vi
    .spyOn(performance, 'now')
    .mockReturnValueOnce(start)
    .mockReturnValue(start + 5_001)
  const { data, errors } = await ask('{ shop { name } products(first: 1) { nodes { id } } }').finally(() =>
    clock.mockRestore(),
  )
  expect(data).toBeNull()
  expect(errors[0]).toMatchObject({
    message: 'The query took too long.',
    extensions: { code: 'MAX_COMPLEXITY_EXCEEDED' },
  })
})

test('what is neither query nor change is refused in words, and what names no cart finds none', async () => {
  expect((await ask('subscription { shop { name } }')).errors).toEqual([
    { message: 'There are no subscriptions' },
  ])
  const { node } = await data('{ node(id: "gid://shopify/CartLine/1?cart=../%00") { id } }')
  expect(node).toBeNull()
})

test('a query of any shape leaves no statement prepared', async () => {
  for (const query of ['handle:a', 'handle:a OR NOT handle:b', 'NOT (handle:a handle:b)'])
    await data('query ($query: String!) { blogs(first: 1, query: $query) { nodes { id } } }', { query })
  const kept = await sql()
    .$queryRaw`SELECT FROM pg_prepared_statements WHERE statement LIKE '%FROM blog WHERE%'
    AND statement NOT LIKE '%pg_prepared_statements%'`
  expect(kept).toEqual([])
})

test('the country of the buyer is heard where parcels go', async () => {
  const query =
    'query ($to: CountryCode) @inContext(country: $to) { localization { country { isoCode name } } }'
  expect((await data(query, { to: 'AU' })).localization.country).toEqual({ isoCode: 'AU', name: 'Australia' })
  expect((await data(query, { to: 'FR' })).localization.country.isoCode).toBe('NZ')
})

test('an article is found by its blog; an unknown name finds none', async () => {
  const query =
    'query ($handle: String!) { blog(handle: "journal") { articleByHandle(handle: $handle) { title } } }'
  expect((await data(query, { handle: 'thirty-plants-without-a-list' })).blog.articleByHandle).not.toBeNull()
  expect((await data(query, { handle: 'unknown' })).blog.articleByHandle).toBeNull()
})

test('every mark in an article’s text leads to a reference in it, and the plain text has neither', async () => {
  const { blog } = await data(
    '{ blog(handle: "journal") { articleByHandle(handle: "the-connection-between-our-gut-and-our-skin") { content contentHtml } } }',
  )
  const { content, contentHtml } = blog.articleByHandle
  const led = [...contentHtml.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(led.filter((id) => id?.startsWith('reference-'))).size).toBe(8)
  for (const id of led) expect(contentHtml.split(`id="${id}"`), id).toHaveLength(2)
  expect(contentHtml).not.toMatch(/(?<!>)\[\d\]/)
  expect(content).not.toMatch(/\[\d\]|References/)
})

test('a menu has whole addresses, three levels deep at most', async () => {
  const { menu } = await data(
    '{ menu(handle: "footer") { title items { title type url items { type url } } } }',
  )
  expect(menu.items[0]).toMatchObject({
    title: 'Shop',
    type: 'CATALOG',
    url: 'http://localhost:3000/collections/all',
  })
  expect(menu.items[0].items[0]).toEqual({ type: 'PRODUCT', url: 'http://localhost:3000/products/gut-love' })
})
