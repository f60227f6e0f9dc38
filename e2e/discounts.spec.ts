import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { addToCart, checkOut, expect, expectPaid, openOrder, pay, product, signIn, test } from './shop'

const newCode = (word: string) => `${word}${randomUUID().slice(0, 6)}`.toUpperCase()

/** In the admin, as its people would. */
async function makeDiscount(page: Page, { code, percent }: { code: string; percent: string }) {
  await signIn(page)
  await page.goto('/admin/discounts/new')
  await page.getByLabel('Name', { exact: true }).fill(`Journey ${code}`)
  await page.getByLabel('Codes').fill(code)
  await page.getByLabel('Per cent off', { exact: true }).last().fill(percent)
  await page.getByLabel('How often in all').fill('1')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('A new discount')
}

const due = (page: Page) =>
  page
    .getByRole('button', { name: /^Check out/ })
    .locator('data')
    .getAttribute('value')

test('a code from the admin lowers the cart, Stripe and the order alike, and is used up', async ({
  page,
}) => {
  const code = newCode('FIFTH')
  await makeDiscount(page, { code, percent: '20' })
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  const before = Number(await due(page))
  await page.getByText('Discount or gift card code').click()
  await page.getByLabel('Code').fill(code.toLowerCase())
  await page.getByRole('button', { name: 'Use' }).click()
  await expect(page.getByText(`Discount, ${code}`, { exact: false }).first()).toBeVisible()
  const after = await due(page)
  expect(Number(after)).toBeLessThan(before)

  await checkOut(page)
  await expect(page.getByRole('button', { name: /^Pay/ })).toContainText(after ?? 'no sum')
  await pay(page)
  const number = await expectPaid(page)
  await expect(page.getByText(new RegExp(code, 'i')).first()).toBeVisible()
  await openOrder(page, number)
  await expect(page.getByText(new RegExp(code, 'i')).first()).toBeVisible()

  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await page.getByText('Discount or gift card code').click()
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Use' }).click()
  await expect(page.getByText(/used/i).first()).toBeVisible()
  expect(await due(page)).not.toBe(after)
})

test('a link brings its code along, leads within the shop alone, and all of it off needs no card', async ({
  page,
  shelf,
}) => {
  const code = newCode('ALL')
  await makeDiscount(page, { code, percent: '100' })
  const { path } = await shelf.product({ price: 1200, stock: 3, sent: false })
  await page.goto(`/discount/${code}?redirect=//evil.example`)
  await expect(page).toHaveURL(new RegExp(`^${new URL(page.url()).origin}/`))
  await page.goto(`/discount/NO-SUCH-CODE?redirect=${path}`)
  await expect(page.getByText('That code can’t be used.')).toBeVisible()
  await page.getByRole('link', { name: 'Go on to where the link leads' }).click()
  await expect(page).toHaveURL(new RegExp(`${path}$`))
  await page.goto(`/discount/${code}?redirect=${path}`)
  await expect(page).toHaveURL(new RegExp(`${path}$`))
  await addToCart(page)
  await page.goto('/cart')
  await page.getByRole('button', { name: /^Check out/ }).click()
  await expect(page).toHaveURL(/\/checkout$/)
  await expect(page.getByText(new RegExp(`Discount, ${code}`, 'i'))).toBeVisible()
  await page.getByLabel('E-mail').fill('ana@example.nz')
  await page.getByLabel('Name').fill('Ana')
  await page.getByRole('button', { name: 'Place the order' }).click()
  await expectPaid(page)
  // What was ordered is out of the cart, in the masthead too.
  await expect(page.getByRole('banner').getByRole('link', { name: /^Cart( 0 items)?$/ })).toBeVisible()
})
