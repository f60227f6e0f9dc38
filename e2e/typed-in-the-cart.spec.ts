import { addToCart, checkOut, expect, product, scriptsAtWork, test } from './shop'

// What is typed in the cart and not sent by its own button is meant all the same.

test.beforeEach(async ({ page }) => {
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await scriptsAtWork(page)
})

test('a quantity that was typed is what is checked out', async ({ page }) => {
  await page.getByRole('textbox', { name: /^Quantity/ }).fill('3')
  const button = page.getByRole('button', { name: /^Check out/ })
  const before = await button.textContent()
  // Leaving the field changes the line; the sum on the button is another before it can be pressed.
  await button.click()
  await expect(button).not.toHaveText(before ?? '')
  await expect(button).toBeEnabled()
  await checkOut(page)
  await expect(page.getByText(/× 3|3 ×/).first()).toBeVisible()
})

test('a note that was written goes with the order', async ({ page }) => {
  await page.getByText('Add a note to your order').click()
  await page.getByLabel('Note').fill('Leave it at\nthe back door')
  await checkOut(page)
  await page.goto('/cart')
  await expect(page.getByLabel('Note')).toHaveValue('Leave it at\nthe back door')
})

test('a code that was typed is used first, and its sum is shown', async ({ page }) => {
  await page.getByText('Discount or gift card code').click()
  await page.getByLabel('Code', { exact: true }).fill('DEMO10')
  await page.getByRole('button', { name: /^Check out/ }).click()
  await expect(page.getByText('Your code is used')).toBeVisible()
  await checkOut(page)
})

test('a code gone from the cart and a quick checkout are no quarrel', async ({ page }) => {
  await page.goto('/discount/DEMO10')
  await expect(page.getByText('Your code is used')).toBeVisible()
  await scriptsAtWork(page)
  await page.getByRole('button', { name: 'Remove the code DEMO10' }).click()
  const button = page.getByRole('button', { name: /^Check out/ })
  await expect(button).toBeDisabled()
  await checkOut(page)
})

test('without JavaScript a note goes with the order, too, and a typed quantity has a button', async ({
  browser,
  page,
}) => {
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const bare = await plain.newPage()
  await bare.goto('/cart')
  await bare.getByRole('textbox', { name: /^Quantity/ }).fill('2')
  await bare.getByRole('button', { name: /^Update the quantity/ }).click()
  await expect(bare.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('2')
  await bare.getByText('Add a note to your order').click()
  await bare.getByLabel('Note').fill('Ring the bell')
  await bare.getByRole('button', { name: /^Check out/ }).click()
  await expect(bare.getByRole('button', { name: /^Pay/ })).toBeVisible()
  await bare.goto('/cart')
  await expect(bare.getByLabel('Note')).toHaveValue('Ring the bell')
  await plain.close()
})
