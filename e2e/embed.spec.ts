import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expectAccessible } from './accessible'
import { expect, expectPaid, pay, test } from './shop'

/** Another site: a page of its own origin that holds the one line. */
const salon = test.extend<{ site: string }>({
  site: async ({ baseURL }, use) => {
    const line = `<script src="${baseURL}/embed.js" data-product="gut-love" async></script>`
    const page = `<!doctype html><html lang="en"><title>Salon</title><main><h1>Our salon</h1>${line}</main></html>`
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/' ? 200 : 204, { 'Content-Type': 'text/html' }).end(page)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    // A browser that keeps nothing for frames of other sites forgets the cart of a visit; another port is the same site.
    await use(`http://localhost:${(server.address() as AddressInfo).port}/`)
    server.close()
  },
})

salon(
  'a salon sells from its own page: card, cart, and checkout in a tab of the shop',
  async ({ page, site }) => {
    await page.goto(site)
    const card = page.frameLocator('iframe')
    await expect(card.getByRole('heading', { name: 'Bestow Gut Love +' })).toBeVisible()
    await card.getByLabel('Size').selectOption({ index: 1 })
    await card.getByRole('button', { name: 'Add to cart' }).click()
    const cart = card.getByRole('region', { name: 'Your cart' })
    await expect(cart.getByRole('listitem')).toHaveCount(1)
    await cart.getByRole('button', { name: /^One more/ }).click()
    await expect(cart.locator('output')).toHaveText('2')

    // The frame has grown with the cart: nothing of it is cut off.
    await expect(async () => {
      const cut = await page.locator('iframe').evaluate((frame) => frame.getBoundingClientRect().height)
      const held = await card.locator('main.embed').evaluate((main) => main.getBoundingClientRect().height)
      expect(cut).toBeGreaterThanOrEqual(held)
    }).toPass()

    // It is still there on the next visit.
    await page.reload()
    await expect(cart.getByRole('listitem')).toHaveCount(1)

    const [shop] = await Promise.all([
      page.waitForEvent('popup'),
      cart.getByRole('link', { name: /^Check out/ }).click(),
    ])
    await pay(shop)
    await expectPaid(shop)
  },
)

salon('the card is accessible, and without JavaScript it leads to the shop', async ({ page, browser }) => {
  await page.goto('/embed/gut-love')
  await expect(page.getByRole('button', { name: 'Add to cart' })).toBeVisible()
  await expectAccessible(page)
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const quiet = await plain.newPage()
  await quiet.goto('/embed/gut-love')
  await expect(quiet.getByRole('link', { name: /^Buy at/ })).toHaveAttribute('href', /\/products\/gut-love$/)
  await plain.close()
})

salon('what the shop does not have is not framed, and other pages are never', async ({ request }) => {
  const gone = await request.get('/embed/no-such-thing')
  expect(gone.status()).toBe(404)
  const policy = async (path: string) => (await request.get(path)).headers()['content-security-policy']
  expect(await policy('/embed/gut-love')).toContain('frame-ancestors *')
  expect(await policy('/products/gut-love')).toContain("frame-ancestors 'none'")
})
