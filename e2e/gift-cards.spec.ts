import { addToCart, checkOut, expect, expectPaid, pay, product, signIn, test } from './shop'

test('staff issue a card, a shopper pays a part with it, and the order says so', async ({ page }) => {
  await signIn(page)
  await page.goto('/admin/gift-cards/new')
  await page.getByLabel('Worth').fill('20')
  await page.getByLabel('Note').fill('Journey')
  await page.getByRole('button', { name: 'Issue it' }).click()
  const code = (await page.locator('code').textContent()) ?? ''
  expect(code).toMatch(/^\w{4}(-\w{4}){3}$/)
  await page.getByRole('link', { name: 'I have copied it' }).click()
  await expect(page.getByText('The gift card is issued.')).toBeVisible()

  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await page.getByText('Discount or gift card code').click()
  await page.getByLabel('Code').fill(code.toLowerCase().replaceAll('-', ' '))
  await page.getByRole('button', { name: 'Use' }).click()
  await expect(page.getByText('Your gift card is on the cart')).toBeVisible()
  await expect(page.getByText('This order uses it up.')).toBeVisible()
  const due = await page
    .getByRole('button', { name: /^Check out/ })
    .locator('data')
    .getAttribute('value')
  await checkOut(page)
  await expect(page.getByRole('button', { name: /^Pay/ })).toContainText(due ?? 'no sum')
  await pay(page)
  await expectPaid(page)
  await expect(page.getByText(`Paid by gift card ••••${code.slice(-4)}`)).toBeVisible()

  await page.goto(`/admin/gift-cards?search=${encodeURIComponent(code)}`)
  await page.getByRole('link', { name: code.slice(-4) }).click()
  await expect(page.getByText('Spent')).toBeVisible()
  await page.getByText('Disable it').click()
  await page.getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText('Nobody can begin to pay with it any more.')).toBeVisible()
})

test('staff make a product a gift card; whoever buys it gets a card, and no parcel', async ({
  page,
  shelf,
}) => {
  const goods = await shelf.product({ stock: 0, price: 2500 })
  await signIn(page)
  await page.goto(goods.admin)
  const flag = page.getByLabel('This is a gift card')
  await expect(flag).toHaveAccessibleDescription(/worth what it costs/)
  await flag.check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Saved. The shop shows it from now on.')).toBeVisible()
  await expect(flag).toBeChecked()
  await expect(page.getByRole('button', { name: 'Change stock' })).toHaveCount(0)

  await page.goto(goods.path)
  await addToCart(page)
  await page.goto('/cart')
  await expect(page.getByLabel('Delivery', { exact: true })).toHaveCount(0)
  expect(
    await page
      .getByRole('button', { name: /^Check out/ })
      .locator('data')
      .getAttribute('value'),
  ).toBe('25.00')
  await checkOut(page)
  await pay(page)
  const number = await expectPaid(page)
  await page.goto('/admin/gift-cards')
  await expect(page.getByRole('row').filter({ hasText: `order ${number}` })).toContainText('$25.00')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a code that can’t be used is said so, and the field stays at hand', async ({ page }) => {
    await page.goto(product)
    await page.getByRole('button', { name: 'Add to cart' }).first().click()
    await page.goto('/cart')
    await page.getByText('Discount or gift card code').click()
    await page.getByLabel('Code').fill('NO-SUCH-CARD-HERE')
    await page.getByRole('button', { name: 'Use' }).click()
    await expect(page.getByText('That code can’t be used')).toBeVisible()
    await expect(page.getByText('Discount or gift card code')).toBeVisible()
  })
})
