import type { Page } from '@playwright/test'
import { endCart } from './database'
import {
  addToCart,
  article,
  checkOut,
  expect,
  expectFits,
  expectPaid,
  pay,
  product,
  scriptsAtWork,
  test,
} from './shop'

test('a reader adds from inside a paragraph, reads on, and pays', async ({ page }) => {
  await page.goto(article)
  await expect(page.getByText('We make the products mentioned here').first()).toBeVisible()
  await addToCart(page)
  await page.getByRole('button', { name: 'Keep reading' }).click()
  await expect(page).toHaveURL(new RegExp(`${article}$`))
  await expect(page.getByRole('link', { name: /^Cart 1/ })).toBeVisible()
  await page.getByRole('link', { name: /^Cart/ }).click()
  await expect(page.getByText('From the article')).toBeVisible()
  const total = await page
    .getByRole('button', { name: /^Check out/ })
    .locator('data')
    .getAttribute('value')
  await checkOut(page)
  await expect(page.getByRole('button', { name: /^Pay/ })).toContainText(total ?? 'no total')
  await pay(page)
  await expectPaid(page)
  await expect(page.getByText('GST contained')).toBeVisible()
  await page.goto('/cart')
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a reader adds, goes back to the paragraph, changes the cart, and pays', async ({ page }) => {
    await page.goto(article)
    await page.getByRole('button', { name: 'Add to cart' }).first().click()
    await expect(page).toHaveURL(/\/cart/)
    await page.getByRole('link', { name: 'Keep reading where you were' }).click()
    await expect(page).toHaveURL(new RegExp(`${article}#`))
    await page.goto('/cart')
    await page.getByRole('button', { name: /^One more/ }).click()
    await expect(page.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('2')
    await page.getByRole('textbox', { name: /^Quantity/ }).fill('3')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('3')
    await page.getByRole('button', { name: /^Remove/ }).click()
    await page.getByRole('button', { name: 'Put it back' }).click()
    await expect(page.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('3')
    await page.getByLabel('Send to').selectOption({ label: 'Australia' })
    await page.getByRole('button', { name: 'Update' }).click()
    await expect(page.getByLabel('Send to')).toHaveValue('AU')
    await checkOut(page)
    await pay(page)
    await expectPaid(page)
  })
})

test('a country chosen and not updated is never left behind', async ({ page }) => {
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await page.getByLabel('Send to').selectOption({ label: 'Australia' })
  await page.getByRole('button', { name: /^Check out/ }).click()
  await expect(page.getByText('Look at the new total')).toBeVisible()
  await expect(page.getByLabel('Send to')).toHaveValue('AU')
  await checkOut(page)
  await expect(page.getByLabel('Country')).toHaveValue('AU')
})

test('five fast clicks put five into the cart', async ({ page }) => {
  await page.goto(article)
  await scriptsAtWork(page)
  const button = page.getByRole('button', { name: 'Add to cart' }).first()
  await button.evaluate((element) => {
    for (let click = 0; click < 5; click++) (element as HTMLElement).click()
  })
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.goto('/cart')
  await expect(page.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('5')
})

test('a declined card charges nothing, and another one pays', async ({ page }) => {
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await checkOut(page)
  await pay(page, 'declined')
  await expect(page.getByRole('alert')).toContainText('declined')
  await pay(page)
  await expectPaid(page)
})

test('a bank that asks back gets its answer', async ({ page }) => {
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await checkOut(page)
  await pay(page, 'authenticate')
  await page.getByRole('button', { name: /approve|yes/i }).click()
  await expectPaid(page)
})

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
  send()
  await checkOut(page)
  await expect(page.getByText(/× 2|2 ×/).first()).toBeVisible()
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

test('a browser closed after paying still has its order, told by the webhook', async ({ page, standIn }) => {
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await checkOut(page)
  const session = /cs_test_\w+/.exec(page.url())?.[0] ?? ''
  await page.goto('about:blank')
  await standIn.pay({ session })
  await expect(async () => {
    await page.goto('/cart')
    await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible({ timeout: 500 })
  }).toPass()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('everything fits, and the add button is at the thumb', async ({ page }) => {
    for (const path of [
      '/',
      '/products',
      article,
      '/blogs/journal',
      '/pages/about',
      '/policies/shipping-policy',
    ]) {
      await page.goto(path)
      await expectFits(page)
    }
    await page.goto(product)
    await expectFits(page)
    const add = page.getByRole('button', { name: 'Add to cart' })
    await expect(add).toBeInViewport()
    await scriptsAtWork(page)
    await page.getByLabel('300 g').check()
    const price = await page.locator('.addbar .price data:visible').getAttribute('value')
    await add.tap()
    await expect(page.getByRole('dialog')).toContainText(price ?? 'no price')
    await page.getByRole('link', { name: 'Go to cart' }).tap()
    await expect(page.getByRole('button', { name: /^Check out/ })).toBeVisible()
    await expectFits(page)
    await checkOut(page)
    await expectFits(page)
    await pay(page)
    await expectPaid(page)
    await expectFits(page)
  })
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

test('while no live key is set, every page says that payments are tests', async ({ page }) => {
  const said = page.getByRole('complementary', { name: 'About this shop' })
  for (const path of ['/', product, article, '/cart', '/nothing-here']) {
    await page.goto(path)
    await expect(said, path).toContainText('Test payments: no money moves.')
  }
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await expect(said).toContainText('Test payments: no money moves.')
  await checkOut(page)
  await expect(page.getByRole('banner')).toContainText('Test payments – no money moves')
  await pay(page)
  await expectPaid(page)
  await expect(said).toContainText('Test payments: no money moves.')
})
