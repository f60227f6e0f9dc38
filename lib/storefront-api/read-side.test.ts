import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { db, sql } from '@/lib/db'
import { ask, data } from '@/lib/testing/ask-storefront'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { demoFile } from '@/prisma/factories'
import { loadShop } from '@/prisma/seed/load-shop'

testDatabase()

const note = { namespace: 'custom', key: 'note', type: 'single_line_text_field', value: 'Hello' }

beforeAll(async () => {
  const file = await demoFile()
  for (const owner of [file.shop, file.collections[0], file.articles[0], file.pages[0]])
    owner?.metafields.push(note)
  file.products[0]?.variants[0]?.metafields.push(note)
  file.products[0]?.metafields.push(
    { namespace: 'custom', key: 'with', type: 'product_reference', value: 'gid://shopify/Product/2' },
    {
      namespace: 'custom',
      key: 'more',
      type: 'list.product_reference',
      value:
        '["gid://shopify/Product/3", "gid://shopify/Product/999", "nonsense", "gid://shopify/Product/2"]',
    },
  )
  file.products[0]?.media.push({
    image: '/photos/pouch.jpg',
    alt: 'On a table',
    width: 2000,
    height: 1500,
    focal: [50, 50],
  })
  for (let nth = 1; nth <= 5; nth++)
    file.redirects.push({ path: `/old/${nth}`, target: nth === 5 ? '/pages/about' : '/products' })
  await loadShop(file)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('metafields', () => {
  test('every owner has them, in one statement for a whole list', async () => {
    const wanted = 'metafield(namespace: "custom", key: "note") { key value type }'
    const query = `{ shop { ${wanted} } collection(handle: "the-powder-and-the-book") { ${wanted} }
      page(handle: "about") { ${wanted} } articles(first: 9, sortKey: ID) { nodes { ${wanted} } }
      product(handle: "gut-love") { variants(first: 9) { nodes { ${wanted} } } } }`
    const result = await data(query)
    const { key, value, type } = note
    const field = { key, value, type }
    expect(result.shop.metafield).toEqual(field)
    expect(result.collection.metafield).toEqual(field)
    expect(result.articles.nodes[0].metafield).toEqual(field)
    expect(result.product.variants.nodes.map(({ metafield }: { metafield: unknown }) => metafield)).toEqual([
      field,
      null,
    ])
    const { statements } = await countStatements(() =>
      data(`{ articles(first: 9) { nodes { ${wanted} more: ${wanted} blog { handle } } } }`),
    )
    expect(statements.filter((text) => text.includes('AS whose'))).toHaveLength(1)
  })

  test('what names a thing of this shop leads to it; what is gone is left out', async () => {
    const { product } = await data(`{ product(handle: "gut-love") {
      one: metafield(namespace: "custom", key: "with") { reference { ... on Product { handle } } references(first: 1) { nodes { __typename } } }
      list: metafield(namespace: "custom", key: "more") { reference { __typename } references(first: 5) { nodes { ... on Product { handle } } } }
      text: metafield(namespace: "label", key: "serving_size") { reference { __typename } references(first: 5) { nodes { __typename } } } } }`)
    expect(product).toEqual({
      one: { reference: { handle: 'gut-skin-connection' }, references: null },
      list: {
        reference: null,
        references: { nodes: [{ handle: 'gut-love-with-the-book' }, { handle: 'gut-skin-connection' }] },
      },
      text: { reference: null, references: null },
    })
  })
})

describe('redirects', () => {
  test('are listed in pages, and found by path as Hydrogen asks for them', async () => {
    const page = 'nodes { path target } pageInfo { hasNextPage endCursor }'
    const { urlRedirects: first } = await data(`{ urlRedirects(first: 3) { ${page} } }`)
    expect(first.pageInfo.hasNextPage).toBe(true)
    const { urlRedirects: next } = await data(
      `{ urlRedirects(first: 250, after: "${first.pageInfo.endCursor}") { ${page} } }`,
    )
    const all = [...first.nodes, ...next.nodes].map(({ path }: { path: string }) => path)
    expect(new Set(all).size).toBe(await db().redirect.count())
    const find = async (query: string) =>
      (
        await data('query ($query: String) { urlRedirects(first: 9, query: $query) { nodes { path } } }', {
          query,
        })
      ).urlRedirects.nodes.length
    expect(await find('path:/old/1')).toBe(1)
    expect(await find('path:"/old/2"')).toBe(1)
    expect(await find('path:/old/2?utm_source=x')).toBe(1)
    expect(await find('path:/old/*')).toBe(5)
    expect(await find('path:/old/* target:/pages/about')).toBe(1)
    expect(await find('path:/nothing')).toBe(0)
    expect(await find('path:/old/1 OR path:/old/2')).toBe(2)
    expect(await find('path:/old/* -target:/pages/about')).toBe(4)
    expect(await find("path:/old/' OR path:'; --")).toBe(0)
    expect(await find('path:/old/%')).toBe(0)
  })
})

describe('the sitemap', () => {
  const query = `query ($type: SitemapType!, $page: Int!) { sitemap(type: $type) { pagesCount { count precision }
    resources(page: $page) { hasNextPage items { __typename handle updatedAt ... on SitemapResource { title } } } } }`
  const page = async (type: string, nth: number) => (await data(query, { type, page: nth })).sitemap

  test('holds what is published, and nothing of what there is none of', async () => {
    const products = await page('PRODUCT', 1)
    expect(products.pagesCount).toEqual({ count: 1, precision: 'EXACT' })
    expect(products.resources.items[0]).toEqual({
      __typename: 'SitemapResource',
      handle: 'gut-love',
      title: 'Bestow Gut Love +',
      updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    })
    for (const type of ['ARTICLE', 'BLOG', 'COLLECTION', 'PAGE'])
      expect((await page(type, 1)).resources.items.length, type).toBeGreaterThan(0)
    expect(await page('METAOBJECT', 1)).toEqual({
      pagesCount: { count: 0, precision: 'EXACT' },
      resources: { hasNextPage: false, items: [] },
    })
    expect((await page('PRODUCT', 99)).resources).toEqual({ hasNextPage: false, items: [] })
    const { errors } = await ask(query, { type: 'PRODUCT', page: 0 })
    expect(errors[0].extensions.code).toBe('INVALID_FIELD_ARGUMENTS')
  })

  test('has each product once in pages of 250, wherever their numbers lie and whatever is not published', async () => {
    await sql().$executeRaw`
      INSERT INTO product (id, handle, title, status, published_at, tags, updated_at)
      SELECT 1000 + n * 7919, 'p-' || n, 'P', CASE WHEN n % 3 = 0 THEN 'draft' ELSE 'active' END::publish_status, now(), '{}', now()
      FROM generate_series(1, 900) n`
    const now = performance.now()
    vi.spyOn(performance, 'now').mockReturnValue(now + 120_000)
    const { count } = (await page('PRODUCT', 1)).pagesCount
    expect(count).toBe(3)
    const pages = await Promise.all([1, 2, 3].map((nth) => page('PRODUCT', nth)))
    expect(pages.map(({ resources }) => resources.hasNextPage)).toEqual([true, true, false])
    expect(pages.map(({ resources }) => resources.items.length)).toEqual([250, 250, 103])
    const handles = pages.flatMap(({ resources }) =>
      resources.items.map((item: { handle: string }) => item.handle),
    )
    expect(new Set(handles).size).toBe(603)
    const { statements } = await countStatements(() => page('PRODUCT', 3))
    const listed = statements.filter((text) => /FROM\s+product/.test(text))
    expect(listed).toHaveLength(1)
    expect(listed[0]).not.toMatch(/OFFSET/i)
    await sql().$executeRaw`DELETE FROM product WHERE handle LIKE 'p-%'`
  })
})

describe('images', () => {
  test('a product has its photographs and its drawing, with addresses for each size', async () => {
    const { product } = await data(`{ product(handle: "gut-love") { featuredImage { url }
      images(first: 5) { nodes { id url width height altText small: url(transform: { maxWidth: 200, maxHeight: 100, crop: CENTER, scale: 2, preferredContentType: WEBP }) } }
      media(first: 5) { nodes { __typename id alt mediaContentType ... on MediaImage { image { url } } } } } }`)
    const [drawn, photo] = product.images.nodes
    expect(product.featuredImage.url).toBe(drawn.url)
    expect(drawn).toMatchObject({ width: 1200, height: 1200, altText: 'Bestow Gut Love +, drawn' })
    expect(drawn.url).toMatch(/^http:\/\/localhost:3000\/images\/products\/gut-love\.png\?v=[0-9a-f]{10}$/)
    expect(drawn.small).toBe(`${drawn.url}&width=400&height=200&crop=center&format=webp`)
    expect(photo).toMatchObject({ width: 2000, height: 1500, altText: 'On a table' })
    expect(photo.url).toMatch(/\/images\/products\/gut-love\/\d+\.jpg\?v=/)
    expect(product.media.nodes.map(({ image }: { image: { url: string } }) => image.url)).toEqual([
      drawn.url,
      photo.url,
    ])
    expect(new Set(product.media.nodes.map(({ id }: { id: string }) => id)).size).toBe(2)
  })

  test('an address changes with what is drawn', async () => {
    const url = async () =>
      (await data('{ product(handle: "gut-skin-connection") { featuredImage { url } } }')).product
        .featuredImage.url
    const before = await url()
    expect(await url()).toBe(before)
    await db().product.update({
      where: { handle: 'gut-skin-connection' },
      data: { subtitle: 'Another line' },
    })
    // The pack bears its name alone.
    expect(await url()).toBe(before)
    await db().product.update({
      where: { handle: 'gut-skin-connection' },
      data: { title: 'Another name' },
    })
    expect(await url()).not.toBe(before)
  })

  test('sizes that no picture has are refused', async () => {
    for (const transform of ['maxWidth: 0', 'maxWidth: 5761', 'maxHeight: -5', 'scale: 4']) {
      const { errors } = await ask(
        `{ product(handle: "gut-love") { featuredImage { url(transform: { ${transform} }) } } }`,
      )
      expect(errors[0].extensions.code, transform).toBe('INVALID_FIELD_ARGUMENTS')
    }
  })
})

test('entries of a menu know what they lead to, all of them in one statement', async () => {
  const { result, statements } = await countStatements(() =>
    data(
      '{ menu(handle: "footer") { items { items { url type resourceId resource { __typename ... on Product { handle } } } } } }',
    ),
  )
  const entries = result.menu.items.flatMap(({ items }: { items: unknown[] }) => items)
  expect(entries).toContainEqual({
    url: 'http://localhost:3000/products/gut-love',
    type: 'PRODUCT',
    resourceId: 'gid://shopify/Product/1',
    resource: { __typename: 'Product', handle: 'gut-love' },
  })
  expect(entries).toContainEqual(
    expect.objectContaining({ type: 'SHOP_POLICY', resource: { __typename: 'ShopPolicy' } }),
  )
  expect(statements.filter((text) => text.includes("'/products/' || handle"))).toHaveLength(1)
})

test('what the shop has none of is empty or null, and its page is checked all the same', async () => {
  expect(
    await data(`{ locations(first: 1) { nodes { id } } metaobject(handle: { type: "a", handle: "b" }) { id }
      metaobjects(type: "a", first: 1) { nodes { id } } blog(handle: "journal") { authors { name } }
      product(handle: "gut-love") { category { id } sellingPlanGroups(first: 1) { nodes { name } } collections(first: 2) { nodes { handle } }
        variants(first: 1) { nodes { storeAvailability(first: 1) { nodes { available } } components(first: 1) { nodes { quantity } } groupedBy(first: 1) { nodes { id } } } } } }`),
  ).toMatchObject({
    locations: { nodes: [] },
    metaobject: null,
    metaobjects: { nodes: [] },
    blog: { authors: [{ name: expect.any(String) }] },
    product: {
      category: null,
      sellingPlanGroups: { nodes: [] },
      collections: { nodes: [{ handle: 'the-powder-and-the-book' }] },
      variants: {
        nodes: [{ storeAvailability: { nodes: [] }, components: { nodes: [] }, groupedBy: { nodes: [] } }],
      },
    },
  })
  expect((await ask('{ locations { nodes { id } } }')).errors).toHaveLength(1)
})
