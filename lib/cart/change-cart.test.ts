import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db, sql, transaction } from '@/lib/db'
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
  expect(first(await loadCart(sql(), token)).quantity).toBe(2)
})

test('steps that meet add up', async () => {
  await Promise.all(Array.from({ length: 5 }, () => updateLine({ token, lineId, step: 1 })))
  expect(first(await loadCart(sql(), token)).quantity).toBe(7)
  await Promise.all([
    ...Array.from({ length: 3 }, () => updateLine({ token, lineId, step: -1 })),
    ...Array.from({ length: 2 }, () =>
      addLines({ token, lines: [{ variantId: bag.variantId, quantity: 1 }] }),
    ),
  ])
  expect(first(await loadCart(sql(), token)).quantity).toBe(6)
})

test('prices are live', async () => {
  await db().price.updateMany({ where: { variantId: book.variantId }, data: { amount: 5100 } })
  const cart = await addLines({ token: null, lines: [{ variantId: book.variantId, quantity: 1 }] })
  await db().price.updateMany({ where: { variantId: book.variantId }, data: { amount: 4500 } })
  expect(first(cart).unitPrice.minor).toBe(5100)
  expect(first(await loadCart(sql(), cart.token)).unitPrice.minor).toBe(4500)
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
  expect(first(await loadCart(sql(), other.token)).quantity).toBe(1)
})

test('a note is kept, bounded and taken away', async () => {
  expect((await setNote({ token, note: '  Leave it\0 at the door ' })).note).toBe('Leave it at the door')
  await expect(setNote({ token, note: 'x'.repeat(5001) })).rejects.toMatchObject({
    code: 'INVALID',
    field: 'note',
  })
  expect((await setNote({ token, note: '🌿'.repeat(5000) })).note).toHaveLength(10_000)
  // As a form posts it; the field counted each line end once.
  const lines = Array.from({ length: 2499 }, () => 'x').join('\r\n')
  expect((await setNote({ token, note: `${lines}\r\n\rx` })).note).toBe(`${lines.replaceAll('\r', '')}\n\nx`)
  const { version, note } = await setNote({ token, note: `${lines}\n\nx` })
  expect((await setNote({ token, note })).version, 'the same is no change').toBe(version)
  expect((await setNote({ token, note: '' })).note).toBe('')
})

test('the destination decides the rates, by weight and subtotal', async () => {
  const home = await loadCart(sql(), token)
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
  expect((await loadCart(sql(), token))?.countryCode).toBe('NZ')
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
  expect(await loadCart(sql(), token)).toBeNull()
})

test('reading is one statement however full the cart is, two with the lock', async () => {
  await addLines({ token, lines: [{ variantId: book.variantId, quantity: 1 }] })
  expect((await countStatements(() => loadCart(sql(), token))).statements).toHaveLength(1)
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

test('expired carts go after a day, others stay', async () => {
  const old = await addLines({ token: null, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  await sql().$executeRaw`UPDATE cart SET expires_at = now() - interval '23 hours' WHERE id = ${old.id}`
  expect(await expireCarts()).toBe(0)
  expect(await loadCart(sql(), old.token)).toBeNull()
  await sql().$executeRaw`UPDATE cart SET expires_at = now() - interval '1 day' WHERE id = ${old.id}`
  expect(await expireCarts()).toBe(1)
  expect(await expireCarts()).toBe(0)
  expect(await loadCart(sql(), token)).not.toBeNull()
})
