import type { Locator, Page } from '@playwright/test'
import { addToCart, article, expect, expectPaid, product, scriptsAtWork, test } from './shop'

/** Presses Tab until the focus is there; wherever it stops on the way, it can be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 100; presses++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(unseenFocus)).toBeNull()
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  await expect(target).toBeFocused()
}

/** Runs in the page. @returns null when what has the focus is outlined and nothing lies over it; else what is wrong */
function unseenFocus(): string | null {
  const element = document.activeElement
  if (!element || element === document.body) return null
  // A radio that is drawn as a tile is outlined on the tile.
  const label = element.closest('label')
  const outlined = [element, label, element.nextElementSibling].some(
    (candidate) => candidate && getComputedStyle(candidate).outlineStyle !== 'none',
  )
  const box = element.getClientRects()[0] ?? new DOMRect()
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  const uncovered = there !== null && (element.contains(there) || label?.contains(there))
  if (outlined && uncovered) return null
  const wrong = outlined ? `lies under ${there?.outerHTML.slice(0, 100)}` : 'has no outline'
  return `${element.outerHTML.slice(0, 200)} ${wrong}`
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label))
  await page.keyboard.type(text)
}

test('the keyboard alone leads from an article to a paid order', async ({ page }) => {
  test.slow()
  await page.goto(article)
  await scriptsAtWork(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: /^Skip/ })).toBeFocused()
  await page.keyboard.press('Enter')

  const add = page.getByRole('button', { name: 'Add to cart' }).first()
  const panel = page.getByRole('dialog', { name: 'Added to your cart' })
  await tabTo(page, add)
  await page.keyboard.press('Enter')
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(add).toBeFocused()
  await page.keyboard.press('Space')
  await expect(panel).toBeVisible()
  await tabTo(page, panel.getByRole('button', { name: 'Keep reading' }))
  await page.keyboard.press('Space')
  await expect(panel).toBeHidden()
  await expect(add).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, panel.getByRole('link', { name: 'Go to cart' }))
  await page.keyboard.press('Enter')

  const quantity = page.getByRole('textbox', { name: /^Quantity/ })
  await expect(quantity).toHaveValue('3')
  await scriptsAtWork(page)
  const less = page.getByRole('button', { name: /^One less/ })
  await tabTo(page, less)
  await page.keyboard.press('Space')
  await expect(quantity).toHaveValue('2')
  await expect(less).toBeFocused()
  await tabTo(page, page.getByText('Add a note to your order'))
  await page.keyboard.press('Space')
  await typeInto(page, 'Note', 'Leave it at the door')
  await tabTo(page, page.getByRole('button', { name: 'Save' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Your note is saved.')).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: /^Check out/ }))
  await page.keyboard.press('Enter')

  await typeInto(page, 'E-mail', 'mere@example.com')
  await typeInto(page, 'Phone', '021 555 1234')
  await typeInto(page, 'Full name', 'Mere Test')
  await typeInto(page, 'Street and number', '7 Rātā Street')
  await typeInto(page, 'Town or city', 'Tauranga')
  await typeInto(page, 'Postcode', '3110')
  await typeInto(page, 'Card number', '4242 4242 4242 4242')
  await typeInto(page, 'Expiry date', '12/34')
  await typeInto(page, 'Security code', '123')
  await tabTo(page, page.getByRole('button', { name: /^Pay/ }))
  await page.keyboard.press('Enter')
  await expectPaid(page)
  await expect(page.getByText('Leave it at the door')).toBeVisible()
})

for (const width of [390, 1440]) {
  test(`wherever Tab stops the focus is in sight, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(product)
    await addToCart(page)
    for (const path of ['/', '/products', product, article, '/cart']) {
      await page.goto(path)
      await tabTo(page, page.getByRole('contentinfo').getByRole('link').last())
    }
  })
}
