import { expectAccessible } from './accessible'
import { addToCart, article, buy, checkOut, expect, expectPaid, openOrder, pay, signIn, test } from './shop'

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
  await expect(page.getByText('The refund is asked for.')).toBeVisible()
  await expectAccessible(page)
})

test('a refused form of the admin is for everyone: words, prices, a price to look at twice, stock', async ({
  page,
  shelf,
}) => {
  const goods = await shelf.product({ stock: 5, price: 4900, status: 'draft' })
  await signIn(page)
  await page.goto(goods.admin)
  const price = page.getByLabel(/^price with GST/i)
  const save = page.getByRole('button', { name: 'Save changes' })
  await page.getByLabel('Name in the shop').fill('')
  await price.fill('45,50')
  await save.click()
  await expect(page.getByRole('alert').first()).toContainText('45.50')
  await expect(price).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)
  await page.getByLabel('Name in the shop').fill(goods.title)
  await price.fill('4.90')
  await save.click()
  await expect(page.getByLabel('Yes, the new price is right')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Change stock' }).click()
  await expect(page.getByLabel('What happened')).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)
})

test('an edit that came second is for everyone', async ({ page, context, shelf }) => {
  const goods = await shelf.product({ stock: 5, status: 'draft' })
  await signIn(page)
  await page.goto(goods.admin)
  const other = await context.newPage()
  await other.goto(goods.admin)
  await other.getByLabel('Line below the name').fill('Their words')
  await other.getByRole('button', { name: 'Save changes' }).click()
  await expect(other.getByText('Saved. The shop shows it from now on.')).toBeVisible()
  await page.getByLabel('Line below the name').fill('My words')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Somebody else was faster')
  await expectAccessible(page)
})

test('an order that costs nothing asks for an address here, which is for everyone', async ({
  page,
  shelf,
}) => {
  const gift = await shelf.product({ stock: 5, price: 0, grams: await shelf.freeWeight() })
  await page.goto(gift.path)
  await addToCart(page)
  await page.goto('/cart')
  await page.getByRole('button', { name: /^Check out/ }).click()
  await expect(page).toHaveURL(/\/checkout$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where does it go?')
  await expectAccessible(page)
  await page.getByLabel('E-mail').fill('mere@example')
  await page.getByLabel('Name').fill('Mere Test')
  await page.getByLabel('Street and number').fill('7 Rātā Street')
  await page.getByLabel('Town or city').fill('Tauranga')
  await page.getByLabel('Postcode').fill('3110')
  await page.getByRole('button', { name: 'Place the order' }).click()
  await expect(page.getByText('Please write an e-mail address')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('E-mail').fill('mere@example.nz')
  await page.getByRole('button', { name: 'Place the order' }).click()
  await expectPaid(page)
  await expectAccessible(page)
})

test('what is sold out is for everyone: its page, its card', async ({ page, shelf }) => {
  const gone = await shelf.product({ stock: 0 })
  await page.goto(gone.path)
  await expect(page.getByRole('button', { name: 'Add to cart' })).toBeHidden()
  await expect(page.getByText('Sold out').filter({ visible: true }).first()).toBeVisible()
  await expectAccessible(page)
  await page.goto(await shelf.collection(gone.productId))
  const card = page.getByRole('region', { name: gone.title })
  await expect(card).toContainText('Sold out')
  await expect(card.getByRole('button')).toHaveCount(0)
  await expectAccessible(page)
})

test('a printed article is for everyone', async ({ page }) => {
  await page.goto(article)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Add to cart' }).first()).toBeHidden()
  await expectAccessible(page)
})

test('the payment page is for everyone: as it opens, with mistakes, after a declined card', async ({
  page,
  shelf,
}) => {
  const goods = await shelf.product({ stock: 1 })
  await page.goto(goods.path)
  await addToCart(page)
  await page.goto('/cart')
  await checkOut(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Pay/ }).click()
  await expect(page.getByRole('alert')).toContainText('Please check')
  await expectAccessible(page)
  await pay(page, 'declined')
  await expect(page.getByRole('alert')).toContainText('declined')
  await expectAccessible(page)
})

test('a cart that changed by itself is for everyone: cut, sold out, no longer for sale', async ({
  page,
  shelf,
}) => {
  const [cut, gone, unpublished] = await Promise.all([
    shelf.product({ stock: 5 }),
    shelf.product({ stock: 5 }),
    shelf.product({ stock: 5 }),
  ])
  for (const { path } of [cut, gone, unpublished]) {
    await page.goto(path)
    await page.getByLabel('Quantity').selectOption('3')
    await addToCart(page)
  }
  await shelf.take(cut.stockItemId, 3)
  await shelf.take(gone.stockItemId, 5)
  await shelf.unpublish(unpublished.variantId)
  await page.goto('/cart')
  const line = ({ title }: { title: string }) => page.getByRole('listitem').filter({ hasText: title })
  await expect(page.getByRole('alert').first()).toContainText('We changed 3 lines')
  await expect(line(cut)).toContainText('Cut from 3 to 2')
  await expect(line(gone)).toContainText('Sold out just now')
  await expect(line(unpublished)).toContainText('No longer for sale')
  await expectAccessible(page)
})

test('what was said about an order is for everyone, however long its words', async ({ page, shelf }) => {
  const goods = await shelf.product({ stock: 5 })
  const said = new URLSearchParams({
    'attributes[Gift for]': 'Mere',
    'attributes[_source]': 'a salon',
    [`attributes[${'Key'.repeat(30)}]`]: 'word'.repeat(120),
  })
  await page.goto(`/cart/${goods.variantId}:1?${said}`)
  await pay(page)
  const number = await expectPaid(page)
  const main = page.getByRole('main')
  await expect(main).toContainText('Gift for: Mere')
  await expect(main).not.toContainText('_source')
  await expectAccessible(page)
  await signIn(page)
  await openOrder(page, number)
  await expect(main).toContainText('a salon (the shopper doesn’t see this)')
  await expectAccessible(page)
})
