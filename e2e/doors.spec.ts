import { createHmac } from 'node:crypto'
import { article, expect, product, test } from './shop'

const webhook = '/api/stripe/webhook'
const event = JSON.stringify({
  id: 'evt_forged',
  object: 'event',
  type: 'checkout.session.completed',
  livemode: false,
  data: { object: { id: 'cs_test_forged' } },
})

function signed(body: string, secret: string, at = Date.now()): string {
  const time = Math.floor(at / 1000)
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`
}

test('a webhook that is not Stripe’s is refused', async ({ request }) => {
  for (const headers of [
    {},
    { 'stripe-signature': 'nonsense' },
    { 'stripe-signature': signed(event, 'whsec_wrong') },
    { 'stripe-signature': signed(event, 'whsec_wrong', Date.now() - 86_400_000) },
  ]) {
    const response = await request.post(webhook, {
      data: event,
      headers: { ...headers, 'content-type': 'text/plain' },
    })
    expect(response.status()).toBe(400)
  }
})

test('ten megabytes are refused at every door', async ({ request }) => {
  const huge = 'a'.repeat(10_000_000)
  for (const path of [webhook, '/api/internal/expire', '/checkout/start']) {
    const response = await request.post(path, {
      data: huge,
      maxRedirects: 0,
      headers: { 'content-type': 'text/plain' },
    })
    expect([303, 400, 403, 413], path).toContain(response.status())
  }
  const action = await request.post(product, {
    multipart: { $ACTION_ID_0: '', note: huge },
    maxRedirects: 0,
  })
  expect(action.status()).toBeGreaterThanOrEqual(400)
  expect((await request.get('/api/health')).status()).toBe(200)
})

test('only a process of the shop may expire its pages', async ({ request }) => {
  const response = await request.post('/api/internal/expire', { data: { tags: ['catalog'], at: Date.now() } })
  expect(response.status()).toBe(403)
})

test('addresses that lead nowhere are real 404s, and no redirect leaves the shop', async ({ request }) => {
  for (const path of [
    '/nothing',
    '/products/nothing',
    '/blogs/nothing',
    '/blogs/journal/nothing',
    '/pages/nothing',
    '/policies/nothing',
    '/collections/nothing',
    '/orders/nothing',
    `/orders/${'a'.repeat(32)}`,
    '/products/%00',
    `/products/${'a'.repeat(3000)}`,
  ]) {
    expect((await request.get(path)).status(), path.slice(0, 60)).toBe(404)
  }
  for (const path of [
    '/checkout/return',
    '/checkout/return?session_id=//evil',
    '/checkout/cancel?order=//evil',
    '/checkout/start',
  ]) {
    const response = await request.get(path, { maxRedirects: 0 })
    expect(response.status(), path).toBe(303)
    expect(response.headers().location, path).toMatch(/^\/cart/)
  }
})

test('where front ends have the list of all products, the shop leads to its own', async ({ request }) => {
  const response = await request.get('/collections/all', { maxRedirects: 0 })
  expect(response.status()).toBe(308)
  expect(response.headers().location).toBe('/products')
})

test('health says what is there', async ({ request }) => {
  const response = await request.get('/api/health')
  expect(response.status()).toBe(200)
  expect(await response.json()).toMatchObject({ ok: true, database: 'ok', worker: 'ok', migrations: 'ok' })
})

test('machines find what they look for', async ({ request, baseURL }) => {
  const sitemap = await (await request.get('/sitemap.xml')).text()
  for (const path of [product, article, '/blogs/journal'])
    expect(sitemap).toContain(`<loc>${baseURL}${path}</loc>`)
  expect(await (await request.get('/robots.txt')).text()).toContain('Sitemap:')
  const feed = await request.get('/blogs/journal/feed.atom')
  expect(feed.headers()['content-type']).toContain('application/atom+xml')
  for (const [path, type] of [
    [product, 'Product'],
    [article, 'Article'],
  ] as const) {
    const html = await (await request.get(path)).text()
    const data = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map((match) =>
      JSON.parse(match[1] ?? ''),
    )
    expect(JSON.stringify(data), path).toContain(`"@type":"${type}"`)
    expect(JSON.stringify(data), path).toContain('"BreadcrumbList"')
    expect(html).toMatch(new RegExp(`<link rel="canonical" href="${baseURL}${path}"`))
    const shared = /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? ''
    const [described] = [data.flat().find((part) => part['@type'] === type).image].flat()
    for (const image of [shared, described])
      expect((await request.get(image)).headers()['content-type'], image).toMatch(/^image\//)
  }
})

test('a second request for a page costs the database nothing', async ({ request }) => {
  for (const path of ['/', '/products', product, '/blogs/journal', article, '/pages/about']) {
    // Another journey's edit may fall between the two.
    await expect(async () => {
      await request.get(path)
      expect((await request.get(path)).headers()['x-nextjs-cache'], path).toBe('HIT')
    }).toPass()
  }
})

test('a kept page carries its styles inside it', async ({ request }) => {
  // Another journey's edit may fall between the two.
  await expect(async () => {
    await request.get(product)
    const html = await (await request.get(product)).text()
    const sheets = html.match(/<link rel="stylesheet"[^>]*>/g) ?? []
    expect(sheets.length).toBeGreaterThan(0)
    expect(sheets.filter((link) => !link.includes('disabled'))).toEqual([])
    expect(html).toContain('url(/_next/static/media/')
  }).toPass()
})

test('another front end reads the shop over the Storefront API', async ({ request }) => {
  const answer = await request.post('/api/2026-04/graphql.json', {
    headers: { origin: 'https://elsewhere.example' },
    data: {
      query: '{ shop { name } products(first: 2) { nodes { handle variants(first: 5) { nodes { id } } } } }',
    },
  })
  expect(answer.status()).toBe(200)
  expect(answer.headers()).toMatchObject({
    'access-control-allow-origin': '*',
    'x-shopify-api-version': '2026-04',
  })
  const { data, errors } = await answer.json()
  expect(errors).toBeUndefined()
  expect(data.shop.name).toBe('Bestow Beauty')
  expect(data.products.nodes).toHaveLength(2)
  expect(data.products.nodes[0].variants.nodes[0].id).toMatch(/^gid:\/\/shopify\/ProductVariant\/\d+$/)
  expect((await request.get('/api/2026-04/graphql.json')).status()).toBe(405)
})
