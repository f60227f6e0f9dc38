import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible'
import { expect, expectFits, scriptsAtWork, test } from './shop'

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

  test('choices stand in the address, and are undone one by one', async ({ page, shelf }) => {
    const goods = [
      await shelf.product({ stock: 3, price: 1500 }),
      await shelf.product({ stock: 0, price: 2500 }),
    ]
    const [kept] = goods
    const path = await shelf.collection(...goods.map(({ productId }) => productId))
    const cards = page.getByRole('main').getByRole('heading', { level: 2 })
    const chosen = page.getByRole('list', { name: 'Chosen' }).getByRole('link')
    await page.goto(path)
    await expect(cards).toHaveCount(2)
    await page.getByText('Filter and sort').click()
    await page.getByLabel('In stock').check()
    await page.getByLabel('To', { exact: true }).fill('20')
    await page.getByRole('button', { name: 'Show these' }).click()
    await expect(cards).toHaveText([kept?.title ?? ''])
    await expect(chosen).toHaveCount(2)
    const address = page.url()
    await page.goto('/')
    await page.goto(address)
    await expect(page.getByLabel('In stock')).toBeChecked()
    await expect(page.getByLabel('To', { exact: true })).toHaveValue('20')

    await chosen.filter({ hasText: 'Price to 20' }).click()
    await expect(chosen).toHaveCount(1)
    await expect(page.getByLabel('To', { exact: true })).toHaveValue('')
    await expect(cards).toHaveText([kept?.title ?? ''])
    await chosen.filter({ hasText: 'In stock' }).click()
    await expect(chosen).toHaveCount(0)
    await expect(cards).toHaveCount(2)
  })

  test('choices are of products: what there is to read is a link away, and named', async ({
    page,
    shelf,
  }) => {
    const word = `mw${randomUUID().replaceAll('-', '')}`
    await shelf.article(`An article with ${word} in it.`)
    await page.goto(`/search?q=${word}&filter.v.availability=1&sort_by=price-ascending`)
    await expect(page.getByText('No product is all of that.')).toBeVisible()
    await page.getByRole('link', { name: 'Show all results, with 1 to read' }).click()
    await expect(page).toHaveURL(`/search?q=${word}&sort_by=price-ascending`)
    await expect(page.getByRole('region', { name: 'To read' })).toBeVisible()
    await expect(page.getByText('Articles and pages aren’t filtered.')).toHaveCount(0)
  })

  test('every article and every page that has a word can be reached', async ({ page, shelf }) => {
    test.slow()
    const word = `mw${randomUUID().replaceAll('-', '')}`
    const many = Array.from({ length: 23 })
    const written = { article: [] as string[], page: [] as string[] }
    for (const _ of many) written.article.push(await shelf.article(`An article with ${word} in it.`))
    for (const _ of many) written.page.push(await shelf.page(`A page with ${word} in it.`))
    await page.goto(`/search?q=${word}`)
    await expect(page.getByText('46 results for')).toBeVisible()
    for (const [kind, paths] of Object.entries(written)) {
      await page.goto(`/search?q=${word}`)
      await page.getByRole('link', { name: `Show all ${kind}s` }).click()
      await expect(page.getByText(`23 results for “${word}”`)).toBeVisible()
      const first = await linksTo(page, paths)
      await page.getByRole('link', { name: `More ${kind}s` }).click()
      await expect(page).toHaveURL(/after=/)
      const rest = await linksTo(page, paths)
      expect([first.length, rest.length]).toEqual([20, 3])
      expect(new Set([...first, ...rest])).toEqual(new Set(paths))
      await expect(page.getByRole('link', { name: `More ${kind}s` })).toHaveCount(0)
    }
  })

  test('where nothing is found there is a way on', async ({ page }) => {
    await page.goto('/search?q=zzzyyyxxx')
    await expect(page.getByText('Try fewer words, or another spelling.')).toBeVisible()
    await expectFits(page)
    await page.getByRole('link', { name: 'See all products' }).click()
    await expect(page).toHaveURL(/\/products$/)
    await page.goto('/search?q=gut&type=page')
    await page
      .getByRole('main')
      .getByRole('link', { name: /^(See all|All) that was found/ })
      .click()
    await expect(page).not.toHaveURL(/type=/)
  })
})

/** Those of these addresses that the page leads to. */
async function linksTo(page: Page, paths: string[]): Promise<string[]> {
  const links = page.getByRole('main').getByRole('link')
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  return paths.filter((path) => found.includes(path))
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a reader searches from an article, corrects the words and comes to the product', async ({ page }) => {
    await page.goto('/blogs/journal')
    await scriptsAtWork(page)
    await page.getByRole('link', { name: 'Search', exact: true }).tap()
    const field = page.getByRole('combobox', { name: 'Products, articles and pages' })
    await expect(field).toBeFocused()
    await field.fill('zzzyyyxxx')
    await page.getByRole('dialog').getByRole('button', { name: 'Search' }).tap()
    await expect(page.getByRole('heading', { name: 'Nothing has “zzzyyyxxx”' })).toBeVisible()
    await expectFits(page)
    const typed = page.getByRole('combobox', { name: 'Search products, articles and pages' })
    await expect(typed).toHaveValue('zzzyyyxxx')
    await typed.fill('gut love')
    await page.getByRole('main').getByRole('button', { name: 'Search', exact: true }).tap()
    await expect(page.getByRole('status').filter({ hasText: 'for “gut love”' })).toBeVisible()
    await expectFits(page)
    await page
      .getByRole('main')
      .getByRole('link', { name: /Gut Love/ })
      .first()
      .tap()
    await expect(page).toHaveURL(/\/products\//)
    await expect(page.getByRole('button', { name: 'Add to cart' }).first()).toBeVisible()
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

test('the page’s own field offers suggestions too: by keyboard, by mouse, and away again', async ({
  page,
}) => {
  test.slow()
  const field = page.getByRole('combobox', { name: 'Search products, articles and pages' })
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')
  const option = options.filter({ hasText: /^Bestow Gut-Skin Connection/ })
  await page.goto('/search?q=gut')
  await expect(field).toHaveValue('gut')
  await expect(field).toHaveAttribute('aria-expanded', 'false')
  await field.press('ArrowDown')
  await expect(options.filter({ hasText: /^Bestow Gut Love/ })).toBeVisible()
  await field.fill('')
  await field.pressSequentially('connec')
  await expect(option).toBeVisible()
  await expect(field).toHaveAttribute('aria-expanded', 'true')
  await expectAccessible(page)
  await expectFits(page)

  await field.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await field.press('Escape')
  await expect(options.first()).toBeHidden()
  await expect(field).toHaveValue('connec')
  await field.press('ArrowUp')
  await expect(options.last()).toHaveAttribute('aria-selected', 'true')
  await field.press('Tab')
  await expect(options.first()).toBeHidden()
  await expect(page.getByRole('main').getByRole('button', { name: 'Search', exact: true })).toBeFocused()

  await field.press('ArrowDown')
  await field.press('Escape')
  await field.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=connec$/)

  await field.fill('connect')
  await option.click()
  await expect(page).toHaveURL(/\/products\/gut-skin-connection$/)

  await page.goto('/search')
  await field.pressSequentially('connec')
  await expect(option).toBeVisible()
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
    '/search?q=gut&type=article',
    '/collections/the-powder-and-the-book/filter?sort_by=price-descending',
  ]) {
    await page.goto(address)
    await expectAccessible(page)
  }
})
