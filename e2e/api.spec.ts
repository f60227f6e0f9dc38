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
  await row.getByText('Revoke').click()
  await row.getByRole('button', { name: 'Revoke for good' }).click()
  await expect(page.getByText('Revoked. Whoever still asks with it is refused.')).toBeVisible()
  expect((await ask(mine)).status()).toBe(401)
  await page.goto('/admin/history')
  await expect(page.getByRole('listitem').filter({ hasText: 'revoked an API token' }).first()).toContainText(
    name,
  )
})

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
