import { randomUUID } from 'node:crypto'
import { db } from '@/lib/db'
import { expectAccessible } from './accessible'
import { expect, signIn, test } from './shop'

/** More goods than a form lists, of one first letter; they leave the shop again. */
async function manyGoods(work: () => Promise<void>): Promise<void> {
  const prefix = `many-${randomUUID().slice(0, 8)}`
  const goods = Array.from({ length: 60 }, (_, n) => ({
    handle: `${prefix}-${n}`,
    title: `Aa ${prefix} ${n}`,
  }))
  await db().product.createMany({ data: goods })
  try {
    await work()
  } finally {
    await db().discountScope.deleteMany({ where: { product: { handle: { startsWith: prefix } } } })
    await db().product.deleteMany({ where: { handle: { startsWith: prefix } } })
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('of more goods than can be listed a discount finds its own, and keeps what is typed and ticked', async ({
      page,
      shelf,
    }) => {
      const [one, two] = [await shelf.product({ stock: 1 }), await shelf.product({ stock: 1 })]
      await manyGoods(async () => {
        await signIn(page)
        await page.goto('/admin/discounts/new')
        await page.getByLabel('Name', { exact: true }).fill(`For two ${one.title}`)
        await page.getByLabel('Codes').fill(`TWO${randomUUID().slice(0, 8)}`)
        await page.getByLabel('Per cent off', { exact: true }).last().fill('15')
        await page.getByLabel('Certain goods').check()
        const goods = page.getByRole('group', { name: 'For these goods' })
        for (const { title } of [one, two]) {
          await expect(goods.getByLabel(title)).toHaveCount(0)
          await goods.getByLabel('Find by name').fill(title)
          await goods.getByLabel('Find by name').press('Enter')
          await goods.getByLabel(title).check()
        }
        await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`For two ${one.title}`)
        await expect(goods.getByLabel(one.title)).toBeChecked()
        await page.getByLabel('How often in all').fill('often')
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await expect(page.getByRole('alert').first()).toContainText('whole number')
        await expect(goods.getByLabel(one.title)).toBeChecked()
        if (javaScriptEnabled) await expectAccessible(page)
        await page.getByLabel('How often in all').fill('')
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(`For two ${one.title}`)
        for (const { title } of [one, two]) await expect(goods.getByLabel(title)).toBeChecked()
      })
    })
  })
}
