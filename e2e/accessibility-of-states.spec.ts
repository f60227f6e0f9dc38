import { expectAccessible } from './accessible'
import { buy, expect, openOrder, signIn, test } from './shop'

// They share nothing, so that both workers may take of them.
test.describe.configure({ mode: 'parallel' })
test.slow()
// A trace would take as long as the checks, and what axe finds names the element.
test.use({ trace: 'off' })

test('a refund is for everyone: choosing, a mistake, agreeing, done', async ({ page }) => {
  const number = await buy(page)
  await signIn(page)
  await openOrder(page, number)
  await page.getByRole('link', { name: 'Refund…' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Refund order ${number}`)
  await expectAccessible(page)
  await page.getByLabel(/^Another amount/).fill('a dollar')
  await page.getByRole('button', { name: 'Show what will happen' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Write digits and a point')
  await expectAccessible(page)
  await page.getByLabel(/^Another amount/).fill('1.00')
  await page.getByRole('button', { name: 'Show what will happen' }).click()
  await expect(page.getByRole('heading', { name: 'This will happen' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Refund $1.00 now' }).click()
  await expect(page.getByText('The refund is on its way.')).toBeVisible()
  await expectAccessible(page)
})
