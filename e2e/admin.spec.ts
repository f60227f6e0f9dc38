import { addToCart, article, buy, expect, expectFits, openOrder, signIn, test } from './shop'

test('an admin changes a price, and the shop shows it on the next request', async ({ page }) => {
  await signIn(page)
  await page.goto('/admin/products')
  await page.getByLabel('Name or code').fill('Gut-Skin')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('link', { name: /Gut-Skin Connection/ }).click()
  const price = page.getByLabel(/^price with GST/i).first()
  const before = await price.inputValue()
  const after = before === '45.00' ? '46.00' : '45.00'

  await price.fill('45,50')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('alert').first()).toContainText('45.50')
  await expect(price).toHaveValue('45,50')

  await price.fill(after)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('Saved. The shop shows it from now on.')).toBeVisible()
  await page.goto('/products/gut-skin-connection')
  await expect(page.getByText(`$${after}`).first()).toBeVisible()

  await page.goto('/admin/history')
  const edits = page.getByRole('listitem').filter({ hasText: 'edited a product' })
  await expect(edits.filter({ hasText: after }).first()).toBeVisible()
})

test('an edit is in the shop on the next request, wherever the product is shown', async ({ page, shelf }) => {
  test.slow()
  const book = '/products/gut-skin-connection'
  const cards = [
    book,
    '/products',
    '/collections/the-powder-and-the-book',
    '/',
    article,
    await shelf.article('Before the card.\n\n::product[gut-skin-connection]'),
  ]
  const mention = await shelf.article(`There is [a book](${book}) about it.`)
  for (const path of [...cards, mention]) await page.request.get(path)
  await page.goto(book)
  await addToCart(page)

  async function expectShown(words: { title: string; price: string }) {
    const heading = page.getByRole('heading', { name: words.title, exact: true })
    for (const path of cards) {
      await page.goto(path)
      const card = page.locator('section, article').filter({ has: heading }).last()
      await expect(card, path).toContainText(`$${words.price}`)
    }
    await page.goto(mention)
    await expect(page.getByRole('main')).toContainText(`a book, $${words.price}`)
    await page.goto('/cart')
    await expect(page.getByRole('listitem').filter({ has: heading })).toContainText(`$${words.price}`)
  }
  const title = page.getByLabel('Name in the shop')
  const price = page.getByLabel(/^price with GST/i)
  const openBook = async () => {
    await page.goto('/admin/products')
    await page.getByRole('link', { name: /Gut-Skin Connection/ }).click()
    await expect(title).toBeVisible()
  }
  async function edit(words: { title: string; price: string }) {
    await openBook()
    await title.fill(words.title)
    await price.fill(words.price)
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page.getByText('Saved. The shop shows it from now on.')).toBeVisible()
  }

  await signIn(page)
  await openBook()
  const before = { title: await title.inputValue(), price: await price.inputValue() }
  // The old name begins it: other journeys may be looking for the book just now.
  const after = { title: `${before.title}, the second printing`, price: '47.30' }
  await edit(after)
  try {
    await expectShown(after)
  } finally {
    await edit(before)
  }
  await expectShown(before)
})

test('what search engines are told of a product is written in the admin, and else follows its name', async ({
  page,
  shelf,
}) => {
  const goods = await shelf.product({ stock: 5, title: 'Tea in a tin' })
  await signIn(page)
  const save = async (words: Record<string, string>) => {
    await page.goto(goods.admin)
    for (const [label, text] of Object.entries(words))
      await page.getByLabel(label, { exact: true }).fill(text)
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page.getByText('Saved. The shop shows it from now on.')).toBeVisible()
  }
  async function expectTold(title: string, description: string) {
    await page.goto(goods.path)
    await expect(page).toHaveTitle(new RegExp(`^${title} \\|`))
    await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', description)
  }
  await expectTold('Tea in a tin', 'Tea in a tin')
  await save({ 'Title in results': 'Black tea, loose', 'Description in results': 'In a tin.\nIt warms.' })
  await expectTold('Black tea, loose', 'In a tin. It warms.')
  await save({ 'Name in the shop': 'Tea in a box', 'Title in results': '', 'Description in results': '' })
  await expect(page.getByLabel('Title in results')).toHaveAttribute('placeholder', 'Tea in a box')
  await expectTold('Tea in a box', 'Tea in a box')
})

test('of two people who edit the same product the slower one is told, and loses nothing', async ({
  page,
  context,
}) => {
  await signIn(page)
  await page.goto('/admin/products')
  await page.getByRole('link', { name: /with the book/ }).click()
  const other = await context.newPage()
  await other.goto(page.url())
  const words = `A set, ${Date.now()}`
  await other.getByLabel('Line below the name').fill(words)
  await other.getByRole('button', { name: 'Save changes' }).click()
  await expect(other.getByText('Saved. The shop shows it from now on.')).toBeVisible()

  await page.getByLabel('Name in the shop').fill('My own name for it')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Somebody else was faster')
  await expect(page.getByRole('alert').first()).toContainText(words)
  await expect(page.getByLabel('Name in the shop')).toHaveValue('My own name for it')
})

test('an order is seen, sent and partly refunded', async ({ page }) => {
  const number = await buy(page)
  await signIn(page)
  await openOrder(page, number)
  await page.getByLabel('Tracking number').fill('TEST-1')
  await page.getByRole('button', { name: 'Mark as sent and tell the shopper' }).click()
  await expect(page.getByText('Marked as sent.')).toBeVisible()

  await page.getByRole('link', { name: 'Refund…' }).click()
  await page.getByLabel(/^Another amount/).fill('1.00')
  await page.getByRole('button', { name: 'Show what will happen' }).click()
  await expect(page.getByText('No item counts as refunded')).toBeVisible()
  await page.getByRole('button', { name: 'Refund $1.00 now' }).click()
  await expect(page.getByText('The refund is asked for.')).toBeVisible()
  await page.getByRole('button', { name: 'Check again at Stripe' }).click()
  await expect(page.getByText('Checked at Stripe.')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('on a phone the places are behind one line that says where one is', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 })
    await signIn(page)
    await page.goto('/admin/orders')
    const places = page.getByRole('navigation', { name: 'Admin' })
    const menu = places.getByText('Menu, now at Orders')
    expect((await places.boundingBox())?.height).toBeLessThan(60)
    await expect(places.getByRole('link')).toHaveCount(0)
    await menu.focus()
    await page.keyboard.press('Enter')
    await expect(places.locator('[aria-current="page"]:visible')).toHaveText('Orders')
    await expectFits(page)
    await places.getByRole('link', { name: 'Gift cards' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Gift cards')
  })

  test('signing in, a refused save and signing out work', async ({ page }) => {
    await page.goto('/admin/products')
    await expect(page).toHaveURL(/\/admin\/login\?next=%2Fadmin%2Fproducts$/)
    await signIn(page)
    await page.goto('/admin/products')
    await page.getByRole('link', { name: /Gut-Skin Connection/ }).click()
    await page.getByLabel('Line below the name').fill('Typed and kept')
    await page
      .getByLabel(/^price with GST/i)
      .first()
      .fill('-1')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page.getByRole('alert').first()).toContainText('below nothing')
    await expect(page.getByLabel('Line below the name')).toHaveValue('Typed and kept')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/admin\/login/)
    await page.goto('/admin')
    await expect(page).toHaveURL(/\/admin\/login/)
  })
})

test('strangers learn nothing and get nowhere', async ({ page, request }) => {
  const refusal = page.getByRole('alert').filter({ hasText: 'match' })
  const refusals = []
  for (const email of [process.env.ADMIN_EMAIL ?? 'admin@example.nz', 'nobody@example.nz']) {
    await page.goto('/admin/login?next=//evil.example')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    refusals.push(await refusal.textContent())
  }
  expect(refusals[1]).toBe(refusals[0])
  for (const path of [
    '/admin',
    '/admin/orders/1',
    '/admin/orders/1/refund',
    '/admin/mailbox/1',
    '/admin/history',
  ]) {
    const answer = await request.get(path, { maxRedirects: 0 })
    expect(answer.status(), path).toBe(307)
    expect(answer.headers().location, path).toMatch(/^\/admin\/login\?next=/)
    expect(answer.headers()['cache-control'], path).toContain('no-store')
  }
})

test('the admin fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page)
  for (const path of ['/admin', '/admin/products', '/admin/orders', '/admin/mailbox', '/admin/history']) {
    await page.goto(path)
    await expectFits(page)
  }
  await page.goto('/admin/products')
  await page
    .getByRole('link', { name: /Gut Love/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /Gut Love/ })).toBeVisible()
  await expectFits(page)
  await expect(page.getByRole('heading', { name: 'Products' })).toBeHidden()
  await page.getByRole('link', { name: 'Back to products' }).click()
  await expect(page.getByRole('heading', { name: 'Products' })).toBeVisible()
})
