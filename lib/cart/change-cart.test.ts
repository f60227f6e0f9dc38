import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db, transaction } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { acceptCuts } from './accept-cuts'
import { addLines } from './add-lines'
import { expireCarts } from './expire-carts'
import { type Cart, loadCart } from './load-cart'
import { removeLine } from './remove-line'
import { setDestination } from './set-destination'
import { setNote } from './set-note'
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
  await db().$executeRaw`UPDATE stock_item SET on_hand = 10, reserved = 0`
  await db().$executeRaw`UPDATE product SET status = 'active'`
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

test('a quantity is set, stepped and taken to nothing', async () => {
  expect(first(await updateLine({ token, lineId, quantity: 7 })).quantity).toBe(7)
  expect(first(await updateLine({ token, lineId, step: 1 })).quantity).toBe(8)
  expect(first(await updateLine({ token, lineId, step: -1 })).quantity).toBe(7)
  expect((await updateLine({ token, lineId, quantity: 0 })).lines).toEqual([])
})

test('one less than one takes the line out', async () => {
  await updateLine({ token, lineId, quantity: 1 })
  const emptied = await updateLine({ token, lineId, step: -1 })
  expect(emptied.lines).toEqual([])
  expect(emptied.removed).toMatchObject({ quantity: 1, attributes: {}, articleId: null })
})

test('a quantity above the stock becomes the stock, with a warning', async () => {
  const cart = await updateLine({ token, lineId, quantity: 40 })
  expect(first(cart)).toMatchObject({ quantity: 10, available: 10 })
  expect(cart.warnings).toMatchObject([{ asked: 40, quantity: 10 }])
  const more = await updateLine({ token, lineId, step: 1 })
  expect(first(more).quantity).toBe(10)
  expect(more.warnings).toMatchObject([{ asked: 11, quantity: 10 }])
})

test.each([-1, 1.5, 1000, 1e9, Number.NaN])('quantity %s is refused', async (quantity) => {
  await expect(updateLine({ token, lineId, quantity })).rejects.toMatchObject({ code: 'INVALID' })
  expect(first(await loadCart(db(), token)).quantity).toBe(2)
})

test('steps that meet add up', async () => {
  await Promise.all(Array.from({ length: 5 }, () => updateLine({ token, lineId, step: 1 })))
  expect(first(await loadCart(db(), token)).quantity).toBe(7)
  await Promise.all([
    ...Array.from({ length: 3 }, () => updateLine({ token, lineId, step: -1 })),
    ...Array.from({ length: 2 }, () =>
      addLines({ token, lines: [{ variantId: bag.variantId, quantity: 1 }] }),
    ),
  ])
  expect(first(await loadCart(db(), token)).quantity).toBe(6)
})

test('stock that shrank after adding cuts the line as it is read, and what returns is given back', async () => {
  await shelf(1)
  const cut = await loadCart(db(), token)
  expect(first(cut)).toMatchObject({ quantity: 1, available: 1, total: { minor: 4900 } })
  expect(cut?.warnings).toMatchObject([
    { code: 'MERCHANDISE_NOT_ENOUGH_STOCK', lineId, asked: 2, quantity: 1 },
  ])
  expect(cut?.totals.subtotal.minor).toBe(4900)
  await shelf(0)
  expect((await loadCart(db(), token))?.warnings).toMatchObject([{ code: 'MERCHANDISE_OUT_OF_STOCK' }])
  await shelf(10)
  expect(await loadCart(db(), token)).toMatchObject({ lines: [{ quantity: 2 }], warnings: [] })
})

test('steps of a cut line start from what the shopper sees', async () => {
  await updateLine({ token, lineId, quantity: 8 })
  await shelf(3)
  expect(first(await updateLine({ token, lineId, step: -1 })).quantity).toBe(2)
})

test('what was shown and accepted warns no more; what is cut after that does', async () => {
  await shelf(1)
  await acceptCuts({ token, shown: [{ lineId, quantity: 1 }] })
  expect(await loadCart(db(), token)).toMatchObject({ lines: [{ quantity: 1 }], warnings: [] })
  await shelf(0)
  expect((await loadCart(db(), token))?.warnings).toMatchObject([{ asked: 1, quantity: 0 }])
  await acceptCuts({ token, shown: [{ lineId, quantity: 0 }] })
  expect(await loadCart(db(), token)).toMatchObject({ lines: [], warnings: [] })
})

test('accepting never raises a quantity and never touches another cart', async () => {
  const other = await addLines({ token: null, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  await acceptCuts({ token, shown: [{ lineId, quantity: 9 }] })
  await acceptCuts({ token, shown: [{ lineId: first(other).id, quantity: 0 }] })
  expect(first(await loadCart(db(), token)).quantity).toBe(2)
  expect(first(await loadCart(db(), other.token)).quantity).toBe(1)
})

test('a set and its part share the shelf, first come first served', async () => {
  const set = await smallProduct({ handle: `set-${lineId}`, stock: [bag.stockItemId, book.stockItemId] })
  await addLines({ token, lines: [{ variantId: set.variantId, quantity: 4 }] })
  await shelf(3)
  const cart = await loadCart(db(), token)
  expect(cart?.lines.map(({ quantity }) => quantity)).toEqual([1, 2])
  expect(cart?.warnings).toMatchObject([{ asked: 4, quantity: 1 }])
})

test('stock held by the cart’s own unfinished checkout is still this shopper’s, and nobody else’s', async () => {
  await updateLine({ token, lineId, quantity: 10 })
  const cart = await loadCart(db(), token)
  await transaction(async (tx) => {
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
  expect(await loadCart(db(), token)).toMatchObject({
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
  const cart = await loadCart(db(), token)
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
  expect(first(await loadCart(db(), token))).toMatchObject({
    title: `The brief-${lineId}`,
    state: 'unavailable',
    variantId: null,
  })
  expect((await removeLine({ token, lineId: id })).removed).toBeNull()
})

test('prices are live', async () => {
  await db().price.updateMany({ where: { variantId: book.variantId }, data: { amount: 5100 } })
  const cart = await addLines({ token: null, lines: [{ variantId: book.variantId, quantity: 1 }] })
  await db().price.updateMany({ where: { variantId: book.variantId }, data: { amount: 4500 } })
  expect(first(cart).unitPrice.minor).toBe(5100)
  expect(first(await loadCart(db(), cart.token)).unitPrice.minor).toBe(4500)
})

test('what is removed can be put back as it was', async () => {
  const gift = { variantId: book.variantId, quantity: 3, attributes: { Gift: 'yes' } }
  const cart = await addLines({ token, lines: [gift] })
  const { cart: rest, removed } = await removeLine({ token, lineId: first(cart).id })
  expect(rest.lines).toHaveLength(1)
  const back = await addLines({ token, lines: removed ? [removed] : [] })
  expect(first(back)).toMatchObject({ quantity: 3, attributes: { Gift: 'yes' } })
})

test('a line removed in another tab, or of another cart, is not there', async () => {
  const other = await addLines({ token: null, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  const foreign = { token, lineId: first(other).id }
  await expect(removeLine(foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(updateLine({ ...foreign, quantity: 5 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await removeLine({ token, lineId })
  await expect(removeLine({ token, lineId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(first(await loadCart(db(), other.token)).quantity).toBe(1)
})

test('a note is kept, bounded and taken away', async () => {
  expect((await setNote({ token, note: '  Leave it\0 at the door ' })).note).toBe('Leave it at the door')
  await expect(setNote({ token, note: 'x'.repeat(5001) })).rejects.toMatchObject({
    code: 'INVALID',
    field: 'note',
  })
  expect((await setNote({ token, note: '🌿'.repeat(5000) })).note).toHaveLength(10_000)
  expect((await setNote({ token, note: '' })).note).toBe('')
})

test('the destination decides the rates, by weight and subtotal', async () => {
  const home = await loadCart(db(), token)
  expect(home?.rates.map(({ title }) => title)).toEqual(['Courier', 'Overnight'])
  const overnight = home?.rates[1]?.id ?? '0'
  const chosen = await setDestination({ token, countryCode: 'NZ', rateId: BigInt(overnight) })
  expect(chosen.rate?.title).toBe('Overnight')
  const abroad = await setDestination({ token, countryCode: 'AU', rateId: BigInt(overnight) })
  expect(abroad).toMatchObject({ countryCode: 'AU', rate: { title: 'Small parcel', price: { minor: 1800 } } })
  const heavier = await addLines({ token, lines: [{ variantId: book.variantId, quantity: 1 }] })
  expect(heavier.rates.map(({ title }) => title)).toEqual(['Parcel'])
  const tooHeavy = await updateLine({ token, lineId: first(heavier).id, quantity: 8 })
  expect(tooHeavy).toMatchObject({ rates: [], rate: null, shippable: true, totals: { shipping: null } })
})

test('delivery is free from its threshold on', async () => {
  const cart = await updateLine({ token, lineId, quantity: 4 })
  expect(cart.rate).toMatchObject({ title: 'Courier', price: { minor: 0 } })
})

test('a country nobody serves is refused, and the cart stays where it was', async () => {
  const to = (countryCode: string) => setDestination({ token, countryCode, rateId: null })
  await expect(to('DE')).rejects.toMatchObject({ code: 'UNSHIPPABLE', field: 'country' })
  expect((await loadCart(db(), token))?.countryCode).toBe('NZ')
})

test('what needs no sending has no rates and no delivery cost', async () => {
  const voucher = await smallProduct({ handle: `voucher-${lineId}`, stock: [], sent: false })
  const cart = await addLines({ token: null, lines: [{ variantId: voucher.variantId, quantity: 2 }] })
  expect(cart).toMatchObject({ shippable: false, rates: [], rate: null, totals: { shipping: null } })
  expect(first(cart)).toMatchObject({ quantity: 2, available: 999 })
})

test('every verb says so when the cart is gone', async () => {
  await db().cart.delete({ where: { token } })
  const gone = { code: 'NOT_FOUND' }
  await expect(updateLine({ token, lineId, step: 1 })).rejects.toMatchObject(gone)
  await expect(removeLine({ token, lineId })).rejects.toMatchObject(gone)
  await expect(setNote({ token, note: 'x' })).rejects.toMatchObject(gone)
  await expect(setDestination({ token, countryCode: 'NZ', rateId: null })).rejects.toMatchObject(gone)
  await acceptCuts({ token, shown: [{ lineId, quantity: 0 }] })
  expect(await loadCart(db(), token)).toBeNull()
})

test('reading is one statement however full the cart is, two with the lock', async () => {
  await addLines({ token, lines: [{ variantId: book.variantId, quantity: 1 }] })
  expect((await countStatements(() => loadCart(db(), token))).statements).toHaveLength(1)
  const locked = await countStatements(() => transaction((tx) => loadCart(tx, token, { lock: true })))
  expect(locked.statements).toHaveLength(4)
})

test('a locked read waits for a change under way and sees it whole', async () => {
  let seen: Promise<Cart | null> | undefined
  await transaction(async (tx) => {
    await tx.$executeRaw`UPDATE cart SET version = version + 1 WHERE token = ${token}`
    seen = transaction((other) => loadCart(other, token, { lock: true }))
    await waitsForLock(tx)
    await tx.$executeRaw`UPDATE cart_line SET quantity = 9 WHERE id = ${lineId}::uuid`
  })
  expect(await seen).toMatchObject({ version: 2, lines: [{ quantity: 9 }] })
})

async function waitsForLock(tx: Parameters<typeof loadCart>[0]) {
  for (;;) {
    const waiting = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
    if (waiting.length > 0) return
  }
}

test('expired carts go, others stay', async () => {
  const old = await addLines({ token: null, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  await db().$executeRaw`UPDATE cart SET expires_at = now() - interval '1 day' WHERE id = ${old.id}`
  expect(await expireCarts()).toBe(1)
  expect(await expireCarts()).toBe(0)
  expect(await loadCart(db(), token)).not.toBeNull()
})
