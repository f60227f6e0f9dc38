import { addToCart, article, buy, expect, product, test } from './shop'

test('nothing is loaded from elsewhere, and nothing is stored but the cart', async ({
  page,
  context,
  baseURL,
}) => {
  const origin = new URL(baseURL ?? '').origin
  const elsewhere: string[] = []
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== origin) elsewhere.push(request.url())
  })
  for (const path of [
    '/',
    '/products',
    product,
    '/blogs/journal',
    article,
    '/pages/about',
    '/cart',
    '/nothing-here',
  ]) {
    await page.goto(path)
    expect(await context.cookies(), `cookies after ${path}`).toEqual([])
  }
  await page.goto(product)
  await addToCart(page)
  const cookies = await context.cookies()
  const cart = cookies.find((cookie) => cookie.name === 'cart')
  expect(cart).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(cookies.map(({ name }) => name).sort()).toEqual(['cart', 'has-cart'])
  expect(elsewhere).toEqual([])
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
  expect(stored).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 })
})

test('an order opens for its address alone, and its address is told to nobody', async ({ page, browser }) => {
  await buy(page)
  const url = page.url()
  const response = await page.reload()
  expect(response?.headers()).toMatchObject({ 'referrer-policy': 'no-referrer' })
  expect(response?.headers()['cache-control']).toContain('no-store')
  expect(await page.getByRole('main').textContent()).toContain('We write to')
  const stranger = await browser.newPage()
  const other = `${url.slice(0, -4)}AAAA`
  expect((await stranger.goto(other))?.status()).toBe(404)
  await stranger.close()
})

test('pages of a visitor answer with a policy that runs our scripts alone', async ({ request }) => {
  for (const path of ['/cart', '/admin/login']) {
    const policy = (await request.get(path)).headers()['content-security-policy'] ?? ''
    expect(policy, path).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'/)
    expect(policy, path).not.toContain("'unsafe-inline'")
    expect(policy, path).toContain("frame-ancestors 'none'")
  }
  for (const path of ['/', product, article]) {
    const headers = (await request.get(path)).headers()
    expect(headers['content-security-policy'], path).toContain("script-src 'self' 'unsafe-inline';")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-powered-by']).toBeUndefined()
  }
})
