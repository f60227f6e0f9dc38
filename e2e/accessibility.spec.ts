import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { addToCart, article, buy, expect, expectFits, product, signIn, test } from './shop'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const widths = [390, 1440]

async function expectAccessible(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // A frame whose sandbox is empty (a mail) runs no script, so axe would wait in it for ever.
      const axe = new AxeBuilder({ page }).exclude('iframe[sandbox=""]').withTags(rules)
      const { violations } = await axe.analyze()
      const found = violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map((node) => node.html)
            .slice(0, 3)
            .join(' ')}`,
      )
      expect(found, `${page.url()} at ${width} px, ${colorScheme}`).toEqual([])
    }
    await expectFits(page)
  }
}

test.slow()

for (const path of [
  '/',
  '/products',
  product,
  '/products/gut-skin-connection',
  '/collections/the-powder-and-the-book',
  '/blogs/journal',
  article,
  '/pages/about',
  '/policies/privacy-policy',
  '/policies/shipping-policy',
  '/collections',
  '/unavailable',
  '/nothing-here',
]) {
  test(`${path} is for everyone`, async ({ page }) => {
    await page.goto(path)
    await expectAccessible(page)
  })
}

test('the cart is for everyone: empty, after adding, full, after removing', async ({ page }) => {
  await page.goto('/cart')
  await expectAccessible(page)
  await page.goto(article)
  await addToCart(page)
  await expectAccessible(page)
  await page.goto('/cart')
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Remove/ }).click()
  await expect(page.getByRole('button', { name: 'Put it back' })).toBeVisible()
  await expectAccessible(page)
})

test('the order is for everyone', async ({ page }) => {
  await buy(page)
  await expectAccessible(page)
})

test('the admin is for everyone', async ({ page }) => {
  await page.goto('/admin/login')
  await expectAccessible(page)
  await signIn(page)
  for (const path of [
    '/admin',
    '/admin/products',
    '/admin/orders',
    '/admin/mailbox',
    '/admin/discrepancies',
    '/admin/history',
  ]) {
    await page.goto(path)
    await expectAccessible(page)
  }
  for (const list of ['/admin/products', '/admin/orders', '/admin/mailbox']) {
    await page.goto(list)
    const first = page.getByRole('main').getByRole('table').getByRole('link').first()
    if ((await first.count()) === 0) continue
    await first.click()
    await expect(page).not.toHaveURL(new RegExp(`${list}$`))
    await expectAccessible(page)
  }
})
