import type { Page } from '@playwright/test'
import { endCart } from './database'
import { addToCart, checkOut, expect, expectPaid, pay, product, scriptsAtWork, test } from './shop'

// One cart in several windows, over time, and on the way back from the payment page.

test('leaving the payment page brings back the cart as it was', async ({ page }) => {
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await checkOut(page)
  await page.getByRole('link', { name: /back to the shop/i }).click()
  await expect(page).toHaveURL(/\/cart$/)
  await expect(page.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('1')
  await checkOut(page)
  await pay(page)
  await expectPaid(page)
})

test('the back button leads to a live cart, whose change replaces the checkout', async ({ page }) => {
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await checkOut(page)
  const first = page.url()
  await page.goBack()
  await page.reload()
  await page.getByRole('button', { name: /^One more/ }).click()
  await expect(page.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('2')
  await expect(page).toHaveURL(/\/cart/)
  await checkOut(page)
  expect(page.url()).not.toBe(first)
  await pay(page)
  await expectPaid(page)
})

test('whoever checks out while a change is on its way checks out with it', async ({ page }) => {
  let send = () => {}
  const held = new Promise<void>((release) => {
    send = release
  })
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await scriptsAtWork(page)
  await page.route('**/cart', async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await page.getByRole('button', { name: /^One more/ }).click()
  await expect(page.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('2')
  const button = page.getByRole('button', { name: /^Check out/ })
  await expect(button).toBeDisabled()
  // A click all the same is not swallowed without a word: Safari leaves a typed quantity so, for one.
  await button.click({ force: true })
  await expect(page.getByText('One moment: your cart is still changing.')).toBeVisible()
  send()
  await expect(page.getByText('Your cart was still changing. Look at the new total')).toBeVisible()
  await expect(page).toHaveURL(/\/cart$/)
  await checkOut(page)
  await expect(page.getByText(/× 2|2 ×/).first()).toBeVisible()
})

test('a window that shows an old sum is shown the new one before anybody pays', async ({ page, context }) => {
  await page.goto(product)
  await addToCart(page)
  const stale = await context.newPage()
  await stale.goto('/cart')
  const sum = () => stale.getByRole('button', { name: /^Check out/ }).textContent()
  const shown = await sum()
  await page.goto(product)
  await addToCart(page)
  await stale.getByRole('button', { name: /^Check out/ }).click()
  await expect(stale.getByText('Something in your cart changed since you looked.')).toBeVisible()
  expect(await sum()).not.toBe(shown)
  await checkOut(stale)
})

test('two tabs come to one payment page and one order', async ({ page, context }) => {
  await page.goto(product)
  await addToCart(page)
  const other = await context.newPage()
  await Promise.all([page.goto('/cart'), other.goto('/cart')])
  await checkOut(page)
  await checkOut(other)
  expect(other.url()).toBe(page.url())
  await pay(page)
  const number = await expectPaid(page)
  await other.reload()
  await expect(other.getByRole('button', { name: /^Pay/ })).toBeHidden()
  expect(number).toMatch(/^\d{4,}$/)
})

test('a cart cookie that opens nothing starts a new cart', async ({ page, context, baseURL }) => {
  for (const value of ['x', '%00', 'a'.repeat(4000), 'A'.repeat(32)]) {
    await context.addCookies([
      { name: 'cart', value, url: baseURL ?? '' },
      { name: 'has-cart', value: '1', url: baseURL ?? '' },
    ])
    expect((await page.goto('/cart'))?.status()).toBe(200)
    await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
    await page.goto(product)
    await addToCart(page)
    await context.clearCookies()
  }
})

test('a cart whose time is over gives way to a new one, on every page that was open', async ({
  page,
  context,
}) => {
  const token = async () => (await context.cookies()).find(({ name }) => name === 'cart')?.value ?? ''
  const isEmpty = (tab: Page) =>
    expect(tab.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  const before = await token()
  const tabs = await Promise.all([1, 2, 3].map(() => context.newPage()))
  const [changing, paying, late] = tabs as [Page, Page, Page]
  for (const tab of tabs) {
    // Its scripts ask for the cart once: answered now, that does not take the cookie away in the middle of a click.
    const told = tab.waitForResponse('**/cart/summary')
    await tab.goto('/cart')
    await Promise.all([told, scriptsAtWork(tab)])
  }
  await endCart(before)

  await changing.getByRole('button', { name: /^One more/ }).click()
  await isEmpty(changing)
  await paying.getByRole('button', { name: /^Check out/ }).click()
  await isEmpty(paying)
  expect((await page.reload())?.status()).toBe(200)
  await isEmpty(page)
  await expect.poll(token).toBe('')
  await late.getByRole('button', { name: /^One more/ }).click()
  await isEmpty(late)

  await page.goto(product)
  await expect(page.getByRole('link', { name: /^Cart/ })).toHaveText('Cart')
  await addToCart(page)
  expect(await token()).not.toBe(before)
  await page.goto('/cart')
  await expect(page.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('1')
})
