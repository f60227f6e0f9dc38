import { beforeAll, expect, test } from 'vitest'
import { addLines } from '@/lib/cart/add-lines'
import { loadCart } from '@/lib/cart/load-cart'
import { db, sql } from '@/lib/db'
import { shelfOf } from '@/lib/testing/shelf'
import { fillCart, origin, shownOf, testShop } from '@/lib/testing/shop'
import { smallProduct } from '@/prisma/factories'
import { startCheckout } from './start-checkout'

testShop()

type Goods = Awaited<ReturnType<typeof smallProduct>>
let bag: Goods
let count = 0
const goods = (stock: number) => smallProduct({ handle: `goods-${++count}`, stock })

beforeAll(async () => {
  bag = await goods(1000)
})

const setPrice = (product: Goods, amount: number) =>
  db().price.updateMany({ where: { variantId: product.variantId }, data: { amount } })

test('nobody pays more than they saw: what another window added, or a price that rose, is shown first', async () => {
  const dear = await goods(10)
  for (const more of [
    (token: string) => addLines({ token, lines: [{ variantId: bag.variantId, quantity: 1 }] }),
    () => setPrice(dear, 5900),
  ]) {
    const token = await fillCart(dear)
    const shown = await shownOf(token)
    await more(token)
    const before = await shelfOf(dear.stockItemId)
    const stale = startCheckout({ cartToken: token, origin, shown })
    await expect(stale).rejects.toMatchObject({ code: 'CART_CHANGED' })
    expect(await shelfOf(dear.stockItemId)).toEqual(before)
    const { url } = await startCheckout({ cartToken: token, origin, shown: await shownOf(token) })
    expect(url).toContain('/pay/')
  }
})

test('another delivery than was shown is shown first, though it costs no more', async () => {
  const token = await fillCart(await goods(10))
  const shown = await shownOf(token)
  const refused = { code: 'CART_CHANGED' }
  const start = (more: object) => startCheckout({ cartToken: token, origin, shown: { ...shown, ...more } })
  await expect(start({ shownCountry: 'AU' })).rejects.toMatchObject(refused)
  await expect(start({ shownRate: '' })).rejects.toMatchObject(refused)
  const rate = (await loadCart(sql(), token))?.rate?.id
  expect((await start({ shownCountry: 'NZ', shownRate: rate })).url).toContain('/pay/')
})

test('who pays less than they saw is not stopped', async () => {
  const cheaper = await goods(10)
  const token = await fillCart(cheaper)
  const shown = await shownOf(token)
  await setPrice(cheaper, 3900)
  expect((await startCheckout({ cartToken: token, origin, shown })).url).toContain('/pay/')
})
