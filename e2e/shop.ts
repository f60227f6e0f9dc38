import { randomInt } from 'node:crypto'
import { test as base, expect, type Page } from '@playwright/test'
import { type StandInControl, standInControl } from '@/stripe-stand-in/control'
import { ownShelf } from './database'

/**
 * What the journeys share: words for what people do in the shop. They find things by role and name, as people do, and
 * wait for what is visible. Each journey is a visitor of its own, with an address of its own, by which the shop counts;
 * all share one shop, so none relies on an amount of stock, on being first, or on being alone.
 */
export const article = '/blogs/journal/the-connection-between-our-gut-and-our-skin'
export const product = '/products/gut-love'

type Fixtures = { standIn: StandInControl; shelf: ReturnType<typeof ownShelf>; quiet: undefined }

export const test = base.extend<Fixtures>({
  // What a proxy would write: from one address the journeys of an hour are too many sign-ins and too many free orders.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  extraHTTPHeaders: async ({}, use) => {
    await use({ 'x-forwarded-for': ['10', randomInt(256), randomInt(256), randomInt(1, 255)].join('.') })
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  standIn: async ({}, use) => {
    await use(standInControl(process.env.STAND_IN_URL ?? 'http://127.0.0.1:3001'))
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  shelf: async ({}, use) => {
    const shelf = ownShelf()
    await use(shelf)
    await shelf.clear()
  },
  /** A page that complains in the console fails its journey. */
  quiet: [
    async ({ context }, use) => {
      const complaints: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      context.on('weberror', (thrown) => void complaints.push(String(thrown.error())))
      await use(undefined)
      expect(complaints.filter((text) => !expected.some((part) => text.includes(part)))).toEqual([])
    },
    { auto: true },
  ],
})

/**
 * Chromium reports every answer of 400 and above (journeys that go to one assert it themselves), and each time axe knocks
 * at the frame of a mail, whose sandbox lets no script run.
 */
const expected = ['the server responded with a status of', "Blocked script execution in 'about:srcdoc'"]

export { expect }

/** A click that comes before the page's scripts does what it does without them; this waits for them. */
export async function scriptsAtWork(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const controls = [...document.querySelectorAll('form button, header a')]
    return controls.every((control) => Object.keys(control).some((key) => key.startsWith('__reactProps')))
  })
}

/** The panel opens after adding; its number of lines may be any. */
export async function addToCart(page: Page): Promise<void> {
  await scriptsAtWork(page)
  await page.getByRole('button', { name: 'Add to cart' }).first().click()
  await expect(page.getByRole('dialog', { name: 'Added to your cart' })).toBeVisible()
}

export async function checkOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Check out/ }).click()
  await expect(page.getByRole('button', { name: /^Pay/ })).toBeVisible()
}

type Card = 'works' | 'declined' | 'authenticate'

const cards: Record<Card, RegExp> = { works: /works/, declined: /declined/i, authenticate: /is it you/i }

/** On the payment page: one of its test cards, with everything else filled in. */
export async function pay(page: Page, card: Card = 'works'): Promise<void> {
  const choice = page.getByLabel('Test with')
  const option = choice.locator('option').filter({ hasText: cards[card] }).first()
  await choice.selectOption((await option.getAttribute('value')) ?? '')
  await page.getByRole('button', { name: 'Fill in test details' }).click()
  await page.getByRole('button', { name: /^Pay/ }).click()
}

export async function expectPaid(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/orders\/[\w-]{22,}/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you. We have your order')
  const heading = await page.getByRole('heading', { name: /^Order \d+$/ }).textContent()
  return heading?.replace(/\D/g, '') ?? ''
}

export async function buy(page: Page): Promise<string> {
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await checkOut(page)
  await pay(page)
  return expectPaid(page)
}

export async function signIn(page: Page): Promise<void> {
  await page.goto('/admin/login')
  await page.getByLabel('E-mail').fill(process.env.ADMIN_EMAIL ?? 'admin@example.nz')
  await page.getByLabel('Password').fill(process.env.ADMIN_PASSWORD ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).not.toHaveURL(/login/)
}

/** In the admin, found by its number. */
export async function openOrder(page: Page, number: string): Promise<void> {
  await page.goto('/admin/orders')
  await page.getByLabel('Number, e-mail, name or product').fill(number)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByRole('link', { name: number, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Order ${number}`)
}

/** No sideways scrolling, whatever the words. After a click, ask for something of the new page first. */
export async function expectFits(page: Page): Promise<void> {
  // A page that has just begun to come has no document yet.
  await page.waitForLoadState()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0)
}
