import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db, prismaTransaction, sql } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { acceptCuts } from './accept-cuts'
import { addLines } from './add-lines'
import { type Cart, loadCart } from './load-cart'
import { removeLine } from './remove-line'
import { updateLine } from './update-line'

testDatabase()

let bag: Awaited<ReturnType<typeof smallProduct>>
let book: typeof bag
let token: string
let lineId: string

beforeAll(async () => {
  await smallShop()
  bag = await smallProduct({ handle: 'bag', stock: 10 })
  book = await smallProduct({ handle: 'book', stock: 10, price: 4500, grams: 400 })
})

beforeEach(async () => {
  await sql().$executeRaw`UPDATE stock_item SET on_hand = 10, reserved = 0`
  await sql().$executeRaw`UPDATE product SET status = 'active'`
  const cart = await addLines({ token: null, lines: [{ variantId: bag.variantId, quantity: 2 }] })
  token = cart.token
  lineId = first(cart).id
})

function first(cart: Cart | null) {
  const line = cart?.lines[0]
  if (!line) throw new Error('the cart has no line')
  return line
}

const shelf = (onHand: number) => db().stockItem.update({ where: { id: bag.stockItemId }, data: { onHand } })

test('stock that shrank after adding cuts the line as it is read, and what returns is given back', async () => {
  await shelf(1)
  const cut = await loadCart(sql(), token)
  expect(first(cut)).toMatchObject({ quantity: 1, available: 1, total: { minor: 4900 } })
  expect(cut?.warnings).toMatchObject([
    { code: 'MERCHANDISE_NOT_ENOUGH_STOCK', lineId, asked: 2, quantity: 1 },
  ])
  expect(cut?.totals.subtotal.minor).toBe(4900)
  await shelf(0)
  expect((await loadCart(sql(), token))?.warnings).toMatchObject([{ code: 'MERCHANDISE_OUT_OF_STOCK' }])
  await shelf(10)
  expect(await loadCart(sql(), token)).toMatchObject({ lines: [{ quantity: 2 }], warnings: [] })
})

test('steps of a cut line start from what the shopper sees', async () => {
  await updateLine({ token, lineId, quantity: 8 })
  await shelf(3)
  expect(first(await updateLine({ token, lineId, step: -1 })).quantity).toBe(2)
})

test('what was shown and accepted warns no more; what is cut after that does', async () => {
  await shelf(1)
  await acceptCuts({ token, shown: [{ lineId, quantity: 1 }] })
  expect(await loadCart(sql(), token)).toMatchObject({ lines: [{ quantity: 1 }], warnings: [] })
  await shelf(0)
  expect((await loadCart(sql(), token))?.warnings).toMatchObject([{ asked: 1, quantity: 0 }])
  await acceptCuts({ token, shown: [{ lineId, quantity: 0 }] })
  expect(await loadCart(sql(), token)).toMatchObject({ lines: [], warnings: [] })
})

test('accepting never raises a quantity and never touches another cart', async () => {
  const other = await addLines({ token: null, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  await acceptCuts({ token, shown: [{ lineId, quantity: 9 }] })
  await acceptCuts({ token, shown: [{ lineId: first(other).id, quantity: 0 }] })
  expect(first(await loadCart(sql(), token)).quantity).toBe(2)
  expect(first(await loadCart(sql(), other.token)).quantity).toBe(1)
})

test('a set and its part share the shelf, first come first served', async () => {
  const set = await smallProduct({ handle: `set-${lineId}`, stock: [bag.stockItemId, book.stockItemId] })
  await addLines({ token, lines: [{ variantId: set.variantId, quantity: 4 }] })
  await shelf(3)
  const cart = await loadCart(sql(), token)
  expect(cart?.lines.map(({ quantity }) => quantity)).toEqual([1, 2])
  expect(cart?.warnings).toMatchObject([{ asked: 4, quantity: 1 }])
})

test('stock held by the cart’s own unfinished checkout is still this shopper’s, and nobody else’s', async () => {
  await updateLine({ token, lineId, quantity: 10 })
  const cart = await loadCart(sql(), token)
  await prismaTransaction(async (tx) => {
    const order = await tx.order.create({
      data: {
        token: 'an-order-token-of-24-letters',
        status: 'pending_payment',
        cartId: cart?.id ?? 0n,
        livemode: false,
        currency: 'NZD',
        subtotal: 49_000,
        total: 49_000,
        countryCode: 'NZ',
        lines: {
          create: {
            position: 0,
            variantId: bag.variantId,
            productId: bag.productId,
            productHandle: 'bag',
            title: 'The bag',
            variantTitle: '',
            sku: 'bag',
            quantity: 10,
            unitPrice: 4900,
            total: 49_000,
            tax: 6391,
          },
        },
      },
      include: { lines: true },
    })
    const orderLineId = order.lines[0]?.id ?? 0n
    await tx.hold.create({
      data: { orderId: order.id, orderLineId, stockItemId: bag.stockItemId, quantity: 10 },
    })
    await tx.stockItem.update({ where: { id: bag.stockItemId }, data: { reserved: 10 } })
  })
  expect(await loadCart(sql(), token)).toMatchObject({
    lines: [{ quantity: 10, available: 10 }],
    warnings: [],
  })
  expect(first(await updateLine({ token, lineId, step: -1 })).quantity).toBe(9)
  const stranger = await addLines({ token: null, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  expect(first(stranger).quantity).toBe(0)
  await db().hold.deleteMany()
})

test('an unpublished product is said, counts for nothing, can be removed and not changed', async () => {
  await db().product.update({ where: { id: bag.productId }, data: { status: 'draft' } })
  const cart = await loadCart(sql(), token)
  expect(first(cart)).toMatchObject({ state: 'unavailable', quantity: 0, title: 'The bag' })
  expect(cart?.warnings).toMatchObject([
    { code: 'MERCHANDISE_NOT_AVAILABLE', message: 'The bag is no longer for sale.' },
  ])
  expect(cart?.totals.total.minor).toBe(0)
  await expect(updateLine({ token, lineId, quantity: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await removeLine({ token, lineId })).cart.lines).toEqual([])
})

test('a vanished variant keeps its name and can be removed, not put back', async () => {
  const brief = await smallProduct({ handle: `brief-${lineId}`, stock: 5 })
  const cart = await addLines({ token, lines: [{ variantId: brief.variantId, quantity: 1 }] })
  const id = first(cart).id
  await db().product.delete({ where: { id: brief.productId } })
  expect(first(await loadCart(sql(), token))).toMatchObject({
    title: `The brief-${lineId}`,
    state: 'unavailable',
    variantId: null,
  })
  expect((await removeLine({ token, lineId: id })).removed).toBeNull()
})
