import type { Page } from '@playwright/test'
import { article, buy, expect, signIn, test } from './shop'

const book = '/products/gut-skin-connection'

async function openProduct(page: Page, name: string): Promise<void> {
  await page.goto('/admin/products')
  await page.getByRole('table').getByRole('link', { name }).first().click()
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeVisible()
}

async function openOrder(page: Page, number: string): Promise<void> {
  await page.goto(`/admin/orders?search=${number}`)
  await page
    .getByRole('table')
    .getByRole('link', { name: new RegExp(number) })
    .click()
  await expect(page.getByRole('heading', { name: `Order ${number}` })).toBeVisible()
}

test('an admin sends an order, and refunds it; the shopper is told each time', async ({ page, browser }) => {
  const number = await buy(page)
  const orderPage = page.url()
  const desk = await browser.newPage()
  await signIn(desk)
  await openOrder(desk, number)
  await expect(desk.getByRole('main')).toContainText('Paid')
  await desk.getByLabel('Carrier').fill('NZ Post')
  await desk.getByLabel('Tracking number').fill('AB123')
  await desk.getByLabel('Tracking page').fill('https://example.nz/follow/AB123')
  await desk.getByRole('button', { name: 'Mark as sent and tell the shopper' }).click()
  await expect(desk.getByText('Sent with NZ Post AB123')).toBeVisible()
  await page.goto(orderPage)
  await expect(page.getByRole('link', { name: 'Follow the parcel' })).toHaveAttribute(
    'href',
    'https://example.nz/follow/AB123',
  )

  await openOrder(desk, number)
  await desk
    .getByRole('link', { name: /refund/i })
    .first()
    .click()
  await desk.getByRole('link', { name: 'Refund all of it' }).click()
  await desk
    .getByRole('main')
    .getByRole('button', { name: /refund/i })
    .click()
  await expect(async () => {
    await page.goto(orderPage)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Refunded', { timeout: 500 })
  }).toPass()

  await expect(async () => {
    await desk.goto('/admin/mailbox')
    for (const subject of [
      `Your order ${number} at`,
      `New order ${number}`,
      `Your order ${number} is on its way`,
      `for order ${number}`,
    ]) {
      await expect(desk.getByRole('link', { name: subject })).toHaveCount(1, { timeout: 500 })
    }
  }).toPass()
  await desk.getByRole('link', { name: `Your order ${number} at` }).click()
  await expect(
    desk.frameLocator('iframe').getByText(`Thank you. We have your order ${number}.`),
  ).toBeVisible()
  await desk.close()
})

test('a new price shows on the very next request, everywhere it is shown', async ({ page, request }) => {
  const places = [book, '/', '/products', article]
  for (const path of places) await request.get(path)
  await signIn(page)
  await openProduct(page, 'Gut-Skin Connection')
  const price = page.getByLabel(/price with GST/i).first()
  const before = await price.inputValue()
  try {
    await price.fill('46.20')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page).toHaveURL(/done=saved/)
    for (const path of places) expect(await (await request.get(path)).text(), path).toContain('$46.20')
    expect((await request.get('/blogs/journal')).headers()['x-nextjs-cache']).not.toBe('STALE')
    await page.goto('/admin/history')
    await expect(page.getByRole('main')).toContainText('46.20')
  } finally {
    await openProduct(page, 'Gut-Skin Connection')
    await page
      .getByLabel(/price with GST/i)
      .first()
      .fill(before)
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page).toHaveURL(/done=saved/)
  }
  for (const path of places) expect(await (await request.get(path)).text(), path).toContain(`$${before}`)
})

test('of two edits at once the second is refused, and loses no word', async ({ page, context }) => {
  await signIn(page)
  const other = await context.newPage()
  await openProduct(page, 'The powder')
  await openProduct(other, 'The powder')
  const line = (desk: Page) => desk.getByLabel('Line below the name')
  const first = `Edited at ${Date.now()}`
  await line(page).fill(first)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page).toHaveURL(/done=saved/)
  await line(other).fill('Another thought')
  await other.getByRole('button', { name: 'Save changes' }).click()
  await expect(other.getByRole('alert')).toBeVisible()
  await expect(line(other)).toHaveValue('Another thought')
  await expect(other.getByRole('main')).toContainText(first)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an admin signs in, is told what is wrong, and corrects a price', async ({ page }) => {
    await signIn(page)
    await openProduct(page, 'The powder')
    const price = page.getByLabel(/price with GST/i).first()
    const before = await price.inputValue()
    await price.fill('12,50')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(price).toHaveValue('12,50')
    await expect(price).toHaveAttribute('aria-invalid', 'true')
    await price.fill(before)
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
})

test('nobody without a session sees or does anything in the admin', async ({ page, request }) => {
  for (const path of [
    '/admin',
    '/admin/products',
    '/admin/orders',
    '/admin/mailbox',
    '/admin/history',
    '/admin/discrepancies',
  ]) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/admin\/login/)
    expect((await request.get(path, { maxRedirects: 0 })).status(), path).toBeGreaterThanOrEqual(300)
  }
  await page.goto('/admin/login?next=//evil.example')
  await page.getByLabel('E-mail').fill('nobody@example.nz')
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  const unknown = await page.getByRole('alert').textContent()
  await page.getByLabel('E-mail').fill(process.env.ADMIN_EMAIL ?? 'admin@example.nz')
  await page.getByLabel('Password').fill('not the password either')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toHaveText(unknown ?? '')
})
