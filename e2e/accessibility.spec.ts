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

test('signing in is for everyone', async ({ page }) => {
  await page.goto('/admin/login')
  await expectAccessible(page)
  await page.getByLabel('E-mail').fill('nobody@example.nz')
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'match' })).toBeVisible()
  await expectAccessible(page)
})

// One journey each: all together take longer than one may on a busy machine.
for (const path of [
  '/admin',
  '/admin/discrepancies',
  '/admin/discounts',
  '/admin/discounts/new',
  '/admin/gift-cards',
  '/admin/gift-cards/new',
  '/admin/api',
  '/admin/history',
]) {
  test(`${path} is for everyone`, async ({ page }) => {
    await signIn(page)
    await page.goto(path)
    await expectAccessible(page)
  })
}

for (const list of ['/admin/products', '/admin/orders', '/admin/mailbox']) {
  test(`${list} is for everyone, and what stands in it`, async ({ page, browser }) => {
    const shopper = await browser.newPage()
    await buy(shopper)
    await shopper.close()
    await signIn(page)
    const first = page.getByRole('main').getByRole('table').getByRole('link').first()
    // The first mail is written a moment after the first order.
    await expect(async () => {
      await page.goto(list)
      await expect(first).toBeVisible({ timeout: 1000 })
    }).toPass()
    await expectAccessible(page)
    await first.click()
    await expect(page).not.toHaveURL(new RegExp(`${list}$`))
    await expectAccessible(page)
  })
}
