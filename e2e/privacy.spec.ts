import type { BrowserContext, Page } from '@playwright/test'
import { addToCart, article, buy, checkOut, expect, expectPaid, pay, product, signIn, test } from './shop'

/** @returns a list that grows with every address asked for outside the shop */
function watchElsewhere(context: BrowserContext, baseURL = ''): string[] {
  const elsewhere: string[] = []
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL).origin)
      elsewhere.push(request.url())
  })
  return elsewhere
}

/** Of everything but cookies, a browser keeps nothing. */
async function expectNothingStored(page: Page): Promise<void> {
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
  expect(stored, page.url()).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 })
}

test('nothing is loaded from elsewhere, and nothing is stored but the cart, until it is paid for', async ({
  page,
  context,
  baseURL,
}) => {
  const elsewhere = watchElsewhere(context, baseURL)
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
  const expectCartAlone = async () => {
    const cookies = await context.cookies()
    const cart = cookies.find((cookie) => cookie.name === 'cart')
    expect(cart).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(cookies.map(({ name }) => name).sort()).toEqual(['cart', 'has-cart'])
    await expectNothingStored(page)
  }
  await expectCartAlone()
  await page.goto('/cart')
  await expectCartAlone()
  expect(elsewhere).toEqual([])
  await checkOut(page)
  const payment = new URL(page.url()).origin
  await pay(page)
  await expectPaid(page)
  await expect.poll(() => context.cookies()).toEqual([])
  await expectNothingStored(page)
  expect(elsewhere.filter((address) => new URL(address).origin !== payment)).toEqual([])
})

test('an admin’s browser holds the session and nothing else, and loads nothing from elsewhere', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const shopper = await browser.newPage()
  await buy(shopper)
  await shopper.close()
  const elsewhere = watchElsewhere(context, baseURL)
  const secure = (baseURL ?? '').startsWith('https:')
  const session = {
    name: `${secure ? '__Host-' : ''}staff.session_token`,
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure,
  }
  const expectSessionAlone = async () => {
    expect(await context.cookies(), page.url()).toEqual([expect.objectContaining(session)])
    await expectNothingStored(page)
  }
  await signIn(page)
  for (const path of ['/admin', '/admin/discrepancies', '/admin/history']) {
    await page.goto(path)
    await expectSessionAlone()
  }
  for (const list of ['/admin/products', '/admin/orders', '/admin/mailbox']) {
    const first = page.getByRole('main').getByRole('table').getByRole('link').first()
    // The first mail is written a moment after the first order.
    await expect(async () => {
      await page.goto(list)
      await expect(first).toBeVisible({ timeout: 1000 })
    }).toPass()
    await first.click()
    await page.waitForURL(`**${list}/*`)
    await expectSessionAlone()
  }
  expect(elsewhere).toEqual([])
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/admin\/login/)
  expect(await context.cookies()).toEqual([])
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
