import { expectAccessible } from './accessible'
import { addToCart, buy, checkOut, expect, expectPaid, openOrder, pay, product, signIn, test } from './shop'

// A trace would take as long as the checks, and what axe finds names the element.
test.use({ trace: 'off' })

test('a refund to card and gift card: staff see it arrive, the shopper where it went, in one mail', async ({
  page,
}) => {
  test.slow()
  await signIn(page)
  await page.goto('/admin/gift-cards/new')
  await page.getByLabel('Worth').fill('20')
  await page.getByRole('button', { name: 'Issue it' }).click()
  const code = (await page.locator('code').textContent()) ?? ''
  const last = code.slice(-4)

  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await page.getByText('Discount or gift card code').click()
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Use' }).click()
  await expect(page.getByText('Your gift card is on the cart')).toBeVisible()
  await checkOut(page)
  await pay(page)
  const number = await expectPaid(page)
  const orderPage = page.url()
  await expect(page.getByText(`Paid by gift card ••••${last} (used up)`)).toBeVisible()

  await openOrder(page, number)
  await page.getByRole('link', { name: 'Refund…' }).click()
  await page.getByRole('link', { name: 'Refund all of it' }).click()
  await page.getByRole('button', { name: /^Refund .* now/ }).click()
  await expect(page.getByText('The refund is asked for.')).toBeVisible()
  const payment = page.getByRole('region', { name: 'Payment' })
  await expect(payment.getByText(`$20.00 to gift card ••••${last} has gone back`)).toBeVisible()
  // Nobody reloads the page.
  await expect(payment.getByText(/to the card or account that paid has gone back/)).toBeVisible()
  await expectAccessible(page)

  const mail = page.getByRole('link', { name: 'Refund', exact: true })
  await expect(async () => {
    await page.reload()
    await expect(mail).toHaveCount(1, { timeout: 1000 })
  }).toPass()

  await page.goto(orderPage)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Refunded')
  await expect(page.getByText(`Refunded to gift card ••••${last}`)).toBeVisible()
  await expect(page.getByText('Refunded to the card or account that paid')).toBeVisible()
  await expect(page.getByText(`Is on the gift card ending in ${last} again`)).toBeVisible()
  await expect(page.getByText(/Packing|confirmation/)).toHaveCount(0)
  await expectAccessible(page)
})

test('a refund that comes back: staff see it, and a mail and the order’s page tell the shopper', async ({
  page,
  standIn,
}) => {
  test.slow()
  const number = await buy(page)
  const orderPage = page.url()
  await signIn(page)
  await openOrder(page, number)
  const admin = page.url()
  await page.getByRole('link', { name: 'Refund…' }).click()
  await page.getByLabel(/^Another amount/).fill('1.00')
  await page.getByRole('button', { name: 'Show what will happen' }).click()
  await page.getByRole('button', { name: 'Refund $1.00 now' }).click()
  const payment = page.getByRole('region', { name: 'Payment' })
  await expect(payment.getByText('$1.00 to the card or account that paid has gone back')).toBeVisible()
  const refund = (await payment.getByText(/^re_\w+$/).textContent()) ?? ''

  await standIn.settleRefund({ refund, outcome: 'fails' })
  await expect(async () => {
    await page.goto(admin)
    await expect(
      payment.getByText('failed: the shopper has not got it, and a mail tells them so'),
    ).toBeVisible({
      timeout: 1000,
    })
  }).toPass()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Refund that failed' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `Your refund of $1.00 for order ${number} did not go through`,
  )
  await expectAccessible(page)
  await page.goto('/admin/discrepancies')
  await expect(page.getByText(`Order ${number}: a refund failed`)).toContainText('and a mail tells them so')
  await page.goto(orderPage)
  await expect(
    page.getByText('$1.00 could not be sent back to the card or account you paid with'),
  ).toBeVisible()
})
