import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrowser } from '@/scripts/testing/browser.mjs'
import { closeAfterTest, sessionParams, standInForTest } from '../testing/stand-in-for-test'

const executablePath = findBrowser()
let browser: Browser

beforeAll(async () => {
  if (!executablePath) return
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  browser = await chromium.launch({ executablePath, args })
})
afterAll(() => browser?.close())

const inBrowser = test.skipIf(!executablePath)
const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1440, height: 900 }
const success = 'http://localhost:3000/checkout/return'

const option = (name: string, amount: number) => ({
  shipping_rate_data: {
    display_name: name,
    type: 'fixed_amount' as const,
    fixed_amount: { amount, currency: 'nzd' },
  },
})

/** A payment page with everything on it, in a window of its own. The shop behind it is not there. */
async function openPage(window: BrowserContextOptions = {}) {
  const standIn = await standInForTest()
  const session = await standIn.stripe.checkout.sessions.create(
    sessionParams({
      phone_number_collection: { enabled: true },
      shipping_options: [option('Standard, 3 to 5 working days', 600), option('Express', 1200)],
    }),
  )
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE, ...window })
  closeAfterTest(() => context.close())
  await context.route('http://localhost:3000/**', (route) => route.fulfill({ body: 'The shop' }))
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(session.url ?? '')
  return { ...standIn, page, session, look: () => standIn.stripe.checkout.sessions.retrieve(session.id) }
}

const pay = (page: Page) => page.getByRole('button', { name: /^Pay/ }).click()

inBrowser('a shopper without JavaScript fills in test details and pays', async () => {
  const { look, page } = await openPage()
  await page.getByRole('button', { name: 'Fill in test details' }).click()
  await page.getByLabel('Express').check()
  await pay(page)
  await page.waitForURL(`${success}**`)
  expect(await look()).toMatchObject({ payment_status: 'paid', amount_total: 6200 })
})

inBrowser('a shopper types everything, is told what is missing, and is declined once', async () => {
  const { look, page } = await openPage()
  await page.getByLabel('E-mail').fill('mere@example.com')
  await page.getByLabel('Phone').fill('021 555 1234')
  await page.getByLabel('Full name').fill('Mere Test')
  await page.getByLabel('Country').selectOption({ label: 'New Zealand' })
  await page.getByLabel('Street and number').fill('7 Rātā Street')
  await page.getByLabel('Postcode').fill('3110')
  await page.getByLabel('Card number').fill('4000 0000 0000 0002')
  await page.getByLabel('Expiry date').fill('12/34')
  await page.getByLabel('Security code').fill('123')
  await pay(page)
  await page.getByRole('link', { name: 'Enter the town or city.' }).click()
  await page.keyboard.type('Tauranga')
  await page.getByLabel('Card number').fill('4000 0000 0000 0002')
  await page.getByLabel('Security code').fill('123')
  await pay(page)
  expect(await page.getByRole('alert').textContent()).toContain('Your card was declined')
  await page.getByLabel('Card number').fill('4242 4242 4242 4242')
  await page.getByLabel('Security code').fill('123')
  await pay(page)
  await page.waitForURL(`${success}**`)
  expect((await look()).collected_information?.shipping_details?.address).toMatchObject({ city: 'Tauranga' })
})

inBrowser('a shopper answers the bank, and goes back to the shop from a page that has expired', async () => {
  const { control, look, page, session } = await openPage()
  await page
    .getByLabel('Test with')
    .selectOption({ label: 'A card whose bank asks “is it you?” (4000 0025 0000 3155)' })
  await page.getByRole('button', { name: 'Fill in test details' }).click()
  await pay(page)
  await page.getByRole('button', { name: 'Fail the check' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('unable to authenticate')
  await control.expire({ session: session.id })
  await page.reload()
  await page.getByRole('link', { name: 'Back to the shop' }).click()
  expect(page.url()).toBe('http://localhost:3000/cart')
  expect((await look()).payment_status).toBe('unpaid')
})

inBrowser('only the fields of the chosen way to pay are shown', async () => {
  const { page } = await openPage()
  expect(await page.getByLabel('Account number').isVisible()).toBe(false)
  await page.getByLabel('Bank debit').check()
  expect(await page.getByLabel('Account number').isVisible()).toBe(true)
  expect(await page.getByLabel('Card number').isVisible()).toBe(false)
})

inBrowser('the keyboard alone is enough', async () => {
  const { look, page } = await openPage({ viewport: DESKTOP })
  await page.getByRole('button', { name: 'Fill in test details' }).press('Enter')
  await page.getByLabel('Security code').press('Enter')
  await page.waitForURL(`${success}**`)
  expect((await look()).payment_status).toBe('paid')
})

const looks = [PHONE, DESKTOP, { width: 320, height: 568 }].flatMap((viewport) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ viewport, colorScheme, width: viewport.width })),
)

// Axe needs JavaScript; the pages have none of their own.
inBrowser.each(looks)(
  'every page is accessible and fits at $width px, $colorScheme',
  async ({ viewport, colorScheme }) => {
    const { control, page, session } = await openPage({ viewport, colorScheme, javaScriptEnabled: true })
    await expectSound(page)
    await pay(page)
    await page.getByRole('alert').waitFor()
    await expectSound(page)
    await page.goto(`${session.url}?fill=declined`)
    await pay(page)
    await page.getByText('did not go through').waitFor()
    await expectSound(page)
    await page.goto(`${session.url}?fill=returned`)
    await expectSound(page)
    await page.goto(`${session.url}?fill=authenticate`)
    await pay(page)
    await page.getByRole('heading', { name: 'Is it you?' }).waitFor()
    await expectSound(page)
    await control.pay({ session: session.id })
    await page.goto(session.url ?? '')
    await expectSound(page)
    const { url } = await control.state()
    await page.goto(`${url}/pay/none`)
    await expectSound(page)
  },
  60_000,
)

async function expectSound(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
}
