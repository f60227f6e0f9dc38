import { expectAccessible } from './accessible'
import { expect, scriptsAtWork, test } from './shop'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a reader searches, understands a slip, and narrows what is found', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('link', { name: 'Search', exact: true }).click()
    const field = page.getByRole('searchbox', { name: 'Search products, articles and pages' })
    await field.fill('conection')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page.getByText(/Did you mean connection\?/)).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Bestow Gut-Skin Connection' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'To read' }).getByRole('link').first()).toBeVisible()

    await field.fill('zzzyyyxxx')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Nothing has “zzzyyyxxx”' })).toBeVisible()
  })

  test('a collection is filtered and sorted by an address, which search engines leave alone', async ({
    page,
  }) => {
    await page.goto('/collections/the-powder-and-the-book')
    await page.getByText('Filter and sort').click()
    await page.getByLabel('Order').selectOption('Price, highest first')
    await page.getByLabel('Book', { exact: false }).first().check()
    await page.getByRole('button', { name: 'Show these' }).click()
    await expect(page).toHaveURL(/\/collections\/the-powder-and-the-book\/filter\?/)
    await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText([
      /^Bestow Gut-Skin Connection/,
    ])
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/)
  })
})

test('suggestions come while typing, and the keyboard alone goes to one', async ({ page }) => {
  await page.goto('/products/gut-love')
  await expect(page.getByRole('heading', { name: 'Goes with it' })).toBeVisible()
  await scriptsAtWork(page)
  await page.getByRole('link', { name: 'Search', exact: true }).click()
  const field = page.getByRole('combobox', { name: 'Products, articles and pages' })
  await field.pressSequentially('connec')
  const option = page.getByRole('option', { name: /^Bestow Gut-Skin Connection/ })
  await expect(option).toBeVisible()
  await expectAccessible(page)
  for (let presses = 0; presses < 9 && (await option.getAttribute('aria-selected')) !== 'true'; presses += 1)
    await field.press('ArrowDown')
  await field.press('Enter')
  await expect(page).toHaveURL(/\/products\/gut-skin-connection$/)
})

test('what is found, what is not and what is narrowed is for everyone', async ({ page }) => {
  test.slow()
  for (const address of [
    '/search',
    '/search?q=gut',
    '/search?q=zzzyyyxxx',
    '/search?q=gut&filter.v.price.lte=1',
    '/collections/the-powder-and-the-book/filter?sort_by=price-descending',
  ]) {
    await page.goto(address)
    await expectAccessible(page)
  }
})
