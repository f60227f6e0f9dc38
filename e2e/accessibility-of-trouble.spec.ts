import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible'
import { orderTokenOf } from './database'
import { addToCart, checkOut, expect, expectPaid, openOrder, pay, product, signIn, test } from './shop'

// What went wrong, as shoppers and staff see it. They share nothing, so that both workers may take of them.
test.describe.configure({ mode: 'parallel' })
test.slow()
// A trace would take as long as the checks, and what axe finds names the element.
test.use({ trace: 'off' })

/** @returns the id of Stripe's session, from the address of its page */
async function toPaymentPage(page: Page, path: string): Promise<string> {
  await page.goto(path)
  await addToCart(page)
  await page.goto('/cart')
  await checkOut(page)
  return /cs_test_\w+/.exec(page.url())?.[0] ?? ''
}

/** Stripe's word travels by webhook: the page says it some moments later. */
async function untilItSays(page: Page, path: string, text: string): Promise<void> {
  await expect(async () => {
    await page.goto(path)
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 1000 })
  }).toPass()
}

test('an order that was never paid is for everyone', async ({ page, standIn }) => {
  const session = await toPaymentPage(page, product)
  const token = await orderTokenOf(session)
  await standIn.expire({ session })
  await untilItSays(page, `/orders/${token}`, 'This order was not paid')
  await expectAccessible(page)
})

test('a dispute is for everyone: the order, what differs, and the gift card that it withdrew', async ({
  page,
  standIn,
  shelf,
}) => {
  const voucher = await shelf.product({ stock: [], price: 2500, isGiftCard: true })
  const session = await toPaymentPage(page, voucher.path)
  await pay(page)
  const number = await expectPaid(page)
  const order = page.url()
  await standIn.dispute({ session })
  await signIn(page)
  await untilItSays(page, '/admin/discrepancies', 'The shopper’s bank disputes a payment')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Resolved' }).first().click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expectAccessible(page)

  await openOrder(page, number)
  await expect(page.getByText(/disputes the payment/).first()).toBeVisible()
  await expectAccessible(page)
  await page.goto('/admin/gift-cards')
  await page
    .getByRole('row')
    .filter({ hasText: `order ${number}` })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByText(/dispute/).first()).toBeVisible()
  await expectAccessible(page)
  await page.goto(order)
  await expectAccessible(page)
})
