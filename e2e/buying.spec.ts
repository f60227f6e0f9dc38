import type { Locator } from '@playwright/test'
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
    await page.getByRole('button', { name: 'Update', exact: true }).click()
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

for (const width of [390, 1440]) {
  test(`a word without end breaks no price and no page, ${width} px wide`, async ({ page, shelf }) => {
    await page.setViewportSize({ width, height: 844 })
    const goods = await shelf.product({ stock: 50, price: 123456, title: 'Pneumono'.repeat(8).slice(0, 60) })
    await page.goto(goods.path)
    await addToCart(page)
    const inOneLine = async (price: Locator) => {
      const { lines, right } = await price.evaluate((element) => {
        const range = document.createRange()
        range.selectNodeContents(element)
        return { lines: range.getClientRects().length, right: range.getBoundingClientRect().right }
      })
      expect(lines).toBe(1)
      expect(right).toBeLessThan(width)
    }
    await inOneLine(page.getByRole('dialog').getByRole('listitem').getByText('$1,234.56'))
    await expectFits(page)
    await page.goto('/cart')
    await inOneLine(page.getByRole('list', { name: 'Items' }).getByText('$1,234.56').first())
    await expectFits(page)
    await page.getByRole('button', { name: /^Remove/ }).click()
    await expect(page.getByRole('button', { name: 'Put it back' })).toBeVisible()
    await expectFits(page)
  })
}

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
