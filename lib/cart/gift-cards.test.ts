import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { db, sql } from '@/lib/db'
import { setGiftCardDisabled } from '@/lib/gift-cards/set-gift-card-disabled'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { owner } from '@/lib/testing/staff'
import { smallDiscount, smallGiftCard, smallProduct, smallShop } from '@/prisma/factories'
import { addLines } from './add-lines'
import { applyGiftCards } from './apply-gift-cards'
import { enterCode } from './enter-code'
import { loadCart } from './load-cart'
import { readClosedCart } from './read-cart'
import { removeGiftCards } from './remove-gift-cards'

testDatabase()

let bag: { variantId: bigint }
let voucher: { variantId: bigint }

beforeAll(async () => {
  await smallShop()
  bag = await smallProduct({ handle: 'bag', stock: 1000, price: 4900 })
  voucher = await smallProduct({ handle: 'voucher', stock: [], price: 5000, isGiftCard: true })
})

const fill = async (...goods: { variantId: bigint; quantity?: number }[]) =>
  (
    await addLines({
      token: null,
      lines: goods.map(({ variantId, quantity = 1 }) => ({ variantId, quantity })),
    })
  ).token
const paid = (cart: Awaited<ReturnType<typeof loadCart>>) => ({
  cards: cart?.giftCards.map(({ amount }) => amount.minor),
  giftCards: cart?.totals.giftCards.minor,
  due: cart?.totals.due.minor,
  total: cart?.totals.total.minor,
})

test('cards pay after everything else, the first one first, and tax is what it was', async () => {
  const token = await fill(bag)
  const before = await loadCart(sql(), token)
  const [one, two] = [await smallGiftCard({ amount: 3000 }), await smallGiftCard({ amount: 10_000 })]
  await applyGiftCards({ token, codes: [one.code] })
  const cart = await applyGiftCards({ token, codes: [two.code] })
  expect(paid(cart)).toEqual({ cards: [3000, 2550], giftCards: 5550, due: 0, total: 5550 })
  expect(cart.giftCards.map(({ left }) => left.minor)).toEqual([0, 7450])
  expect(cart.totals.tax).toEqual(before?.totals.tax)
  const back = await removeGiftCards({ token, ids: [cart.giftCards[0]?.id ?? ''] })
  expect(paid(back)).toEqual({ cards: [5550], giftCards: 5550, due: 0, total: 5550 })
})

test('the same card again changes nothing, in whatever way it is typed', async () => {
  const token = await fill(bag)
  const { code } = await smallGiftCard({ amount: 1000 })
  await applyGiftCards({ token, codes: [code, code.toLowerCase()] })
  const cart = await applyGiftCards({ token, codes: [code.replaceAll('-', ' ')] })
  expect(paid(cart)).toEqual({ cards: [1000], giftCards: 1000, due: 4550, total: 5550 })
})

test('codes are put on together or not at all, and a list takes the place of another', async () => {
  const token = await fill(bag)
  const [one, two] = [await smallGiftCard({ amount: 1000 }), await smallGiftCard({ amount: 2000 })]
  await expect(applyGiftCards({ token, codes: [one.code, 'NOSUCHCODE'] })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    field: 'giftCardCodes.1',
  })
  expect((await loadCart(sql(), token))?.giftCards).toEqual([])
  await applyGiftCards({ token, codes: [one.code] })
  expect(paid(await applyGiftCards({ token, codes: [two.code], replace: true })).cards).toEqual([2000])
  expect(paid(await applyGiftCards({ token, codes: [], replace: true })).cards).toEqual([])
})

test('a gift card buys no gift card, and a sold one contains no tax', async () => {
  const token = await fill(voucher, bag)
  const { code } = await smallGiftCard({ amount: 50_000 })
  const cart = await applyGiftCards({ token, codes: [code] })
  expect(paid(cart)).toEqual({ cards: [5550], giftCards: 5550, due: 5000, total: 10_550 })
  expect(cart.totals.tax.minor).toBe(Math.round((4900 * 3) / 23) + Math.round((650 * 3) / 23))
  const alone = await fill(voucher)
  expect(paid(await applyGiftCards({ token: alone, codes: [code] }))).toMatchObject({ cards: [0], due: 5000 })
})

test('a gift card bought along makes no delivery free', async () => {
  const { variantId } = voucher
  const cart = await loadCart(sql(), await fill({ variantId, quantity: 10 }, bag))
  expect(cart?.totals).toMatchObject({ subtotal: { minor: 54_900 }, shipping: { minor: 650 } })
  const goods = await loadCart(sql(), await fill({ variantId: bag.variantId, quantity: 4 }))
  expect(goods?.totals.shipping?.minor).toBe(0)
})

test('one field takes a discount or a gift card, and says one thing of what it can’t use', async () => {
  const token = await fill(bag)
  await smallDiscount({ codes: ['TEN'] })
  const { code } = await smallGiftCard({ amount: 1000 })
  expect((await enterCode({ token, code: 'ten' })).kind).toBe('discount')
  const { kind, cart } = await enterCode({ token, code: code.toLowerCase() })
  expect(kind).toBe('gift_card')
  expect(paid(cart)).toEqual({ cards: [1000], giftCards: 1000, due: 4060, total: 5060 })
  const refusals = ['NOSUCHCODE', '', 'x'.repeat(100)].map((wrong) =>
    enterCode({ token, code: wrong }).catch((error: unknown) => error),
  )
  for (const refusal of await Promise.all(refusals))
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: 'code' })
  await expect(enterCode({ token: null, code })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a card that was disabled, emptied or is over stays listed and pays nothing', async () => {
  const token = await fill(bag)
  const cards = [
    await smallGiftCard({ amount: 1000 }),
    await smallGiftCard({ amount: 1000 }),
    await smallGiftCard({ amount: 1000 }),
  ]
  await applyGiftCards({ token, codes: cards.map(({ code }) => code) })
  const [disabled, over, empty] = cards
  if (!disabled || !over || !empty) throw new Error('no cards')
  await setGiftCardDisabled(owner, { giftCardId: disabled.id, version: 1, disabled: true })
  await db().giftCard.update({ where: { id: over.id }, data: { expiresAt: new Date() } })
  await db().giftCard.update({ where: { id: empty.id }, data: { balance: 0 } })
  const cart = await loadCart(sql(), token)
  expect(cart?.giftCards.map(({ usable }) => usable)).toEqual([false, false, false])
  expect(paid(cart)).toMatchObject({ cards: [0, 0, 0], due: 5550 })
})

test('at most ten cards, one cart’s cards are not another’s, and a cart that is gone takes none', async () => {
  const [token, other] = [await fill(bag), await fill(bag)]
  const cards = await Promise.all(Array.from({ length: 11 }, () => smallGiftCard({ amount: 100 })))
  const codes = cards.map(({ code }) => code)
  await expect(applyGiftCards({ token, codes })).rejects.toMatchObject({ code: 'TOO_MANY' })
  const cart = await applyGiftCards({ token, codes: codes.slice(0, 10) })
  await expect(applyGiftCards({ token, codes: codes.slice(10) })).rejects.toMatchObject({ code: 'TOO_MANY' })
  const ids = [cart.giftCards[0]?.id ?? '']
  await expect(removeGiftCards({ token: other, ids })).rejects.toMatchObject({ field: 'giftCards.0' })
  await expect(removeGiftCards({ token, ids: [randomUUID()] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await loadCart(sql(), token))?.giftCards).toHaveLength(10)
  await expect(applyGiftCards({ token: 'x'.repeat(32), codes })).rejects.toMatchObject({ code: 'TOO_MANY' })
  await expect(applyGiftCards({ token: 'x'.repeat(32), codes: codes.slice(0, 1) })).rejects.toMatchObject({
    field: 'cart',
  })
})

test('whoever can only name the cart sees neither its cards nor what they pay', async () => {
  const token = await fill(bag)
  const { code } = await smallGiftCard({ amount: 1000 })
  const { publicId } = await applyGiftCards({ token, codes: [code] })
  const closed = await readClosedCart(publicId)
  expect(closed?.giftCards).toEqual([])
  expect(closed?.totals).toMatchObject({ giftCards: { minor: 0 }, due: { minor: 5550 } })
})

test('a cart with cards is one statement to read, four to add to, and four to put cards on', async () => {
  const token = await fill(bag)
  const { code } = await smallGiftCard({ amount: 1000 })
  const applied = await countStatements(() =>
    applyGiftCards({ token, codes: [code], visitor: '203.0.113.7' }),
  )
  expect(applied.statements.length, applied.statements.join('\n')).toBeLessThanOrEqual(4)
  const read = await countStatements(() => loadCart(sql(), token))
  expect(read.statements).toHaveLength(1)
  const added = await countStatements(() => addLines({ token, lines: [{ ...bag, quantity: 1 }] }))
  expect(added.statements.length).toBeLessThanOrEqual(4)
})
