import { links } from '@/lib/storefront-api/examples/links'
import { expect, expectFits, signIn, test } from './shop'

test('an owner makes a token, a front end asks with it, and it is refused once revoked', async ({ page }) => {
  const name = `Salon ${Date.now()}`
  await signIn(page)
  await page.goto('/admin/api')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Make a token' }).click()
  const token = (await page.locator('code').textContent()) ?? ''
  expect(token).toMatch(/^[0-9a-f]{32}$/)
  await expectFits(page)

  const ask = (headers: Record<string, string>) =>
    page.request.post('/api/2026-04/graphql.json', {
      data: {
        query: '{ products(first: 1) { nodes { variants(first: 1) { nodes { quantityAvailable } } } } }',
      },
      headers,
    })
  const mine = { 'X-Shopify-Storefront-Access-Token': token }
  const answer = await (await ask(mine)).json()
  expect(answer.errors).toBeUndefined()
  expect((await (await ask({})).json()).errors[0].extensions.code).toBe('ACCESS_DENIED')

  await page.getByRole('link', { name: 'I have copied it' }).click()
  const row = page.getByRole('listitem').filter({ hasText: name })
  await expect(row).toContainText('Last used')
  await expect(page.getByText(token)).toHaveCount(0)
  await row.getByText(`Revoke ${name}`).click()
  await row.getByRole('button', { name: 'Revoke for good' }).click()
  await expect(page.getByText('Revoked. Whoever still asks with it is refused.')).toBeVisible()
  expect((await ask(mine)).status()).toBe(401)
  await page.goto('/admin/history')
  await expect(page.getByRole('listitem').filter({ hasText: 'revoked an API token' }).first()).toContainText(
    name,
  )
})

test('an image comes in the size that was asked for, and is kept under its address for good', async ({
  request,
}) => {
  const asked = await request.post('/api/2026-04/graphql.json', {
    data: { query: '{ product(handle: "gut-love") { featuredImage { url } } }' },
  })
  const { url } = (await asked.json()).data.product.featuredImage
  const image = await request.get(`${url}&width=300&height=300&crop=center`)
  expect(image.headers()).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
  })
  const png = await image.body()
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([300, 300])
  const former = await request.get(url.replace(/v=\w+/, 'v=0123456789'))
  expect(former.headers()['cache-control']).toBe('public, max-age=60')
  for (const [change, status] of [
    ['&width=wide', 400],
    ['&width=5761', 400],
    ['&crop=middle', 400],
  ] as const)
    expect((await request.get(url + change)).status(), change).toBe(status)
  for (const path of [
    '/images/products/nothing.png',
    '/images/products/gut-love/999.png',
    '/images/x',
    '/images/a/b/c/d',
  ])
    expect((await request.get(path)).status(), path).toBe(404)
})

test('the API answers POST alone, whatever a GET would have it do', async ({ request }) => {
  const query = encodeURIComponent('mutation { cartCreate { cart { id } } }')
  for (const path of [`/api/2026-04/graphql.json?query=${query}`, `/api/graphql.json?query=${query}`])
    expect((await request.get(path)).status(), path).toBe(405)
})

test('the page for developers is found from the foot of every page, and fits a phone', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'For developers' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'For developers' })).toBeVisible()
  await expectFits(page)
  const answer = page.getByRole('region', { name: 'A product page: answered' })
  await expect(answer).toContainText(`"url": "${new URL(page.url()).origin}/images/`)
  // What is wider than its box is reached by keyboard too.
  await answer.focus()
  await expect(answer).toBeFocused()
})

for (const { path, leadsTo } of links) {
  test(`the link ${path} of the page for developers leads to ${leadsTo}`, async ({ page }) => {
    await page.goto(path)
    if (leadsTo === 'payment') await expect(page.getByRole('button', { name: /^Pay/ })).toBeVisible()
    else expect(new URL(page.url()).pathname).toBe(leadsTo)
  })
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a token is made and shown all the same', async ({ page }) => {
    await signIn(page)
    await page.goto('/admin/api')
    await page.getByRole('button', { name: 'Make a token' }).click()
    await expect(page.getByText('Give it a name').first()).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill('Without a script')
    await page.getByRole('button', { name: 'Make a token' }).click()
    await expect(page.locator('code')).toHaveText(/^[0-9a-f]{32}$/)
  })
})
