import { expectAccessible } from './accessible'
import { addToCart, article, buy, expect, product, signIn, test } from './shop'

// They share nothing, so that both workers may take of them.
test.describe.configure({ mode: 'parallel' })
test.slow()
// A trace would take as long as the checks, and what axe finds names the element.
test.use({ trace: 'off' })

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
  '/developers',
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
    '/admin/gift-cards',
    '/admin/gift-cards/new',
    '/admin/api',
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
