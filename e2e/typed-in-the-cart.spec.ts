import type { Page } from '@playwright/test'
import { addToCart, checkOut, expect, expectPaid, pay, product, scriptsAtWork, test } from './shop'

// What is typed in the cart and not sent by its own button is meant all the same, whatever is pressed, and however many
// things are typed.

test.beforeEach(async ({ page }) => {
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await scriptsAtWork(page)
})

const quantity = (page: Page) => page.getByRole('textbox', { name: /^Quantity/ })
const checkOutButton = (page: Page) => page.getByRole('button', { name: /^Check out/ })

async function writeNote(page: Page, note: string) {
  const field = page.getByLabel('Note')
  if (!(await field.isVisible())) await page.getByText('Add a note to your order').click()
  await field.fill(note)
}

async function typeCode(page: Page, code: string) {
  const field = page.getByLabel('Code', { exact: true })
  if (!(await field.isVisible())) await page.getByText('Discount or gift card code').click()
  await field.fill(code)
}

const chooseAustralia = (page: Page) => page.getByLabel('Send to').selectOption({ label: 'Australia' })

/** What the order says, once it is paid. */
async function expectOrdered(page: Page, ...words: (string | RegExp)[]) {
  await checkOut(page)
  await pay(page)
  await expectPaid(page)
  for (const word of words) await expect(page.getByText(word).first()).toBeVisible()
}

test('a quantity that was typed is what is checked out, once its sum was seen', async ({ page }) => {
  await quantity(page).fill('3')
  const before = await checkOutButton(page).textContent()
  await checkOutButton(page).click()
  await expect(page.getByText('Your cart has the quantity you typed.')).toBeVisible()
  await expect(checkOutButton(page)).not.toHaveText(before ?? '')
  await checkOut(page)
  await expect(page.getByText(/× 3|3 ×/).first()).toBeVisible()
})

test('a quantity that was typed and left, by Enter or for another button, is set', async ({ page }) => {
  await quantity(page).fill('3')
  await quantity(page).press('Enter')
  await expect(page.getByText('$147.00').first()).toBeVisible()
  await quantity(page).fill('5')
  await page.getByRole('button', { name: /^One more/ }).click()
  await expect(page.getByText('$294.00').first()).toBeVisible()
  await expect(quantity(page)).toHaveValue('6')
  await quantity(page).fill('many')
  await checkOutButton(page).click()
  await expect(page.getByText('Choose a whole number')).toBeVisible()
  await expect(quantity(page)).toHaveValue('6')
})

test('a note that was written goes with the order', async ({ page }) => {
  await writeNote(page, 'Leave it at\nthe back door')
  await expectOrdered(page, /Leave it at\s+the back door/)
})

test('a code that was typed is used first, and its sum is shown; the note beside it stays', async ({
  page,
}) => {
  await writeNote(page, 'Ring the bell')
  await typeCode(page, 'DEMO10')
  await checkOutButton(page).click()
  await expect(page.getByText('Your code is used')).toBeVisible()
  await expectOrdered(page, 'Ring the bell', /DEMO10/)
})

test('a button of one thing loses nothing of the others', async ({ page }) => {
  await writeNote(page, 'Ring the bell')
  await chooseAustralia(page)
  await typeCode(page, 'DEMO10')
  await page.getByRole('button', { name: 'Use', exact: true }).click()
  await expect(page.getByText('Your code is used')).toBeVisible()
  await expect(page.getByLabel('Code', { exact: true })).toHaveValue('')
  await expect(page.getByLabel('Send to')).toHaveValue('AU')

  await writeNote(page, 'Ring twice')
  await page.getByLabel('Send to').selectOption({ label: 'New Zealand' })
  await page.getByRole('button', { name: 'Update', exact: true }).click()
  await expect(page.getByText('Look at the new total')).toBeVisible()
  await expect(page.getByLabel('Note')).toHaveValue('Ring twice')

  await chooseAustralia(page)
  await writeNote(page, 'Ring once')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByLabel('Send to')).toHaveValue('AU')
  await expectOrdered(page, 'Ring once', /DEMO10/, 'Australia')
})

test('what changes in the cart meanwhile leaves what is typed where it is, and the focus too', async ({
  page,
}) => {
  await page.goto('/discount/DEMO10')
  await expect(page.getByText('Your code is used')).toBeVisible()
  await scriptsAtWork(page)
  await writeNote(page, 'Ring the bell')
  await chooseAustralia(page)
  const more = page.getByRole('button', { name: /^One more/ })
  await more.click()
  // The address loses what it said of the code.
  await expect(page).toHaveURL(/\/cart$/)
  await expect(page.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('2')
  await expect(more).toBeFocused()
  await page.getByRole('button', { name: 'Remove the code DEMO10' }).click()
  await expect(page.getByText(/^Discount, DEMO10/)).toHaveCount(0)
  await expect(page.getByLabel('Note')).toHaveValue('Ring the bell')
  await expect(page.getByLabel('Send to')).toHaveValue('AU')
  await expect(page.getByText('Look at the new total')).toBeVisible()
  await page.goto('/products/gut-skin-connection')
  await addToCart(page)
  await page.goto('/cart')
  await scriptsAtWork(page)
  await writeNote(page, 'Ring twice')
  await page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Put it back' }).click()
  await expect(page.getByRole('textbox', { name: /^Quantity/ })).toHaveCount(2)
  await expect(page.getByLabel('Note')).toHaveValue('Ring twice')
  await expectOrdered(page, 'Ring twice', 'Australia')
})

test('a code that can’t be used leaves the rest as it was typed', async ({ page }) => {
  await writeNote(page, 'Ring the bell')
  await chooseAustralia(page)
  await typeCode(page, 'NO-SUCH-CODE')
  await page.getByRole('button', { name: 'Use', exact: true }).click()
  await expect(page.getByText('That code can’t be used')).toBeVisible()
  await expect(page.getByLabel('Note')).toHaveValue('Ring the bell')
  await expect(page.getByLabel('Send to')).toHaveValue('AU')
})

test('a window left open does not erase a note, nor bring an old one back', async ({ page, context }) => {
  const stale = await context.newPage()
  await stale.goto('/cart')
  await writeNote(page, 'Back door')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Your note is saved.')).toBeVisible()
  await checkOut(stale)
  await page.reload()
  await expect(page.getByLabel('Note')).toHaveValue('Back door')
  await pay(stale)
  await expectPaid(stale)
  await expect(stale.getByText('Back door')).toBeVisible()
  await checkOutButton(page).click()
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await page.goto(product)
  await addToCart(page)
  await page.goto('/cart')
  await expect(page.getByLabel('Note')).toHaveValue('')
})

test('a code gone from the cart and a quick checkout are no quarrel', async ({ page }) => {
  let send = () => {}
  const held = new Promise<void>((release) => {
    send = release
  })
  await page.goto('/discount/DEMO10')
  await expect(page.getByText('Your code is used')).toBeVisible()
  await scriptsAtWork(page)
  await page.route('**/cart?*', async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await page.getByRole('button', { name: 'Remove the code DEMO10' }).click()
  await expect(checkOutButton(page)).toBeDisabled()
  send()
  await checkOut(page)
})

test.describe('without JavaScript', () => {
  /** The same cart in a browser that runs no scripts. */
  async function bareCart(page: Page): Promise<Page> {
    const browser = page.context().browser()
    const storageState = await page.context().storageState()
    const plain = await browser?.newContext({ javaScriptEnabled: false, storageState })
    if (!plain) throw new Error('there is no browser')
    const bare = await plain.newPage()
    await bare.goto('/cart')
    return bare
  }

  test('all that is typed goes with the order, too, and a typed quantity has a button', async ({ page }) => {
    const bare = await bareCart(page)
    await bare.getByRole('textbox', { name: /^Quantity/ }).fill('2')
    await bare.getByRole('button', { name: /^Update the quantity/ }).click()
    await expect(bare.getByRole('textbox', { name: /^Quantity/ })).toHaveValue('2')
    await writeNote(bare, 'Ring the bell')
    await chooseAustralia(bare)
    await typeCode(bare, 'DEMO10')
    await checkOutButton(bare).click()
    await expect(bare.getByText('Your code is used')).toBeVisible()
    await expect(bare.getByLabel('Send to')).toHaveValue('AU')
    await expect(bare.getByLabel('Note')).toHaveValue('Ring the bell')

    await bare.getByLabel('Send to').selectOption({ label: 'New Zealand' })
    await writeNote(bare, 'Ring twice')
    await bare.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(bare.getByLabel('Send to')).toHaveValue('NZ')
    // Enter in the field is as good as its button.
    await writeNote(bare, 'Ring once')
    await typeCode(bare, 'NO-SUCH-CODE')
    await bare.keyboard.press('Enter')
    await expect(bare.getByText('That code can’t be used')).toBeVisible()
    await expectOrdered(bare, 'Ring once', /DEMO10/)
    await bare.context().close()
  })

  test('no button loses what is typed: a step, Remove, “Put it back”, a code’s and Enter', async ({
    page,
    shelf,
  }) => {
    const goods = await shelf.product({ stock: 50, price: 1000 })
    await page.goto(goods.path)
    await addToCart(page)
    const bare = await bareCart(page)
    const typed = (lines: number) => async (note: string) => {
      await expect(bare.getByLabel('Note')).toHaveValue(note)
      await expect(quantity(bare)).toHaveCount(lines)
    }
    const line = bare.getByRole('textbox', { name: `Quantity of ${goods.title}` })
    await writeNote(bare, 'By a step')
    await typeCode(bare, 'DEMO10')
    await chooseAustralia(bare)
    await line.fill('4')
    await bare.getByRole('button', { name: `One more ${goods.title}` }).click()
    await typed(2)('By a step')
    await expect(line).toHaveValue('5')
    await expect(bare.getByLabel('Send to')).toHaveValue('AU')
    await expect(bare.getByText('Your code is used')).toBeVisible()

    await writeNote(bare, 'By taking a line out')
    await line.fill('7')
    await bare
      .getByRole('button', { name: /^Remove Bestow/ })
      .first()
      .click()
    await typed(1)('By taking a line out')
    await expect(line).toHaveValue('7')

    await writeNote(bare, 'By putting it back')
    await typeCode(bare, 'NO-SUCH-CODE')
    await bare.getByRole('button', { name: 'Put it back' }).click()
    await typed(2)('By putting it back')
    await expect(bare.getByText('That code can’t be used')).toBeVisible()

    await writeNote(bare, 'By a code')
    await line.fill('many')
    await bare.getByRole('button', { name: 'Remove the code DEMO10' }).click()
    await typed(2)('By a code')
    await expect(bare.getByText('Choose a whole number')).toBeVisible()
    await expect(bare.getByText(/^Discount, DEMO10/)).toHaveCount(0)

    await writeNote(bare, 'By Enter')
    await line.fill('8')
    await line.press('Enter')
    await typed(2)('By Enter')
    await expect(line).toHaveValue('8')
    await bare.context().close()
  })

  test('a typed quantity is not left out of what is checked out, and its sum is shown first', async ({
    page,
  }) => {
    const bare = await bareCart(page)
    const before = await checkOutButton(bare).textContent()
    await quantity(bare).fill('3')
    await checkOutButton(bare).click()
    await expect(bare.getByText('Your cart has the quantity you typed.')).toBeVisible()
    await expect(checkOutButton(bare)).not.toHaveText(before ?? '')
    await quantity(bare).fill('many')
    await checkOutButton(bare).click()
    await expect(bare.getByText('Choose a whole number')).toBeVisible()
    await quantity(bare).fill('0')
    await checkOutButton(bare).click()
    await expect(bare.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
    await bare.getByRole('button', { name: 'Put it back' }).click()
    await expect(quantity(bare)).toHaveValue('3')
    await quantity(bare).fill('0')
    await bare.getByRole('button', { name: /^Remove Bestow/ }).click()
    await expect(bare.getByText('no longer in your cart'), 'it went as was typed and pressed').toHaveCount(0)
    await bare.getByRole('button', { name: 'Put it back' }).click()
    await expect(quantity(bare)).toHaveValue('3')
    await checkOut(bare)
    await expect(bare.getByText(/× 3|3 ×/).first()).toBeVisible()
    await bare.context().close()
  })
})
