import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { applyGiftCards } from '@/lib/cart/apply-gift-cards'
import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import { db } from '@/lib/db'
import { isDomainError } from '@/lib/errors'
import { adjustGiftCard } from '@/lib/gift-cards/adjust-gift-card'
import { requestRefund } from '@/lib/orders/request-refund'
import { cardNow, cartWith } from '@/lib/testing/gift-cards'
import { holdLock, untilWaiting } from '@/lib/testing/locks'
import { refundForm, units } from '@/lib/testing/refunds'
import { checkOut, fillCart, origin, testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { smallDiscount, smallGiftCard, smallProduct } from '@/prisma/factories'
import { freeOrderForm, placeFreeOrder } from './place-free-order'
import { settle } from './settle'
import { startCheckout } from './start-checkout'

// lib/README.md, decisions, says the order: cart, order, customer, discounts, gift cards, stock. Whoever takes two of
// these the other way round waits for somebody who waits for them, and PostgreSQL ends one of the two (40P01).

const { control, databaseUrl, settleDown } = testShop()

const email = 'ana@example.nz'
const form = freeOrderForm.parse({
  email,
  name: 'Ana',
  line1: '1 Beach Road',
  city: 'Tauranga',
  postcode: '3110',
})

let bag: Awaited<ReturnType<typeof smallProduct>>
let discountId: bigint
let big: Awaited<ReturnType<typeof smallGiftCard>>

beforeAll(async () => {
  bag = await smallProduct({ handle: 'bag', stock: 1000, price: 4900 })
  discountId = await smallDiscount({ codes: ['TEN'], combines: true })
  big = await smallGiftCard({ amount: 200_000 })
})

/** An order that a small card and the big one paid, the small one first and filled again. */
async function paidByTwo() {
  const small = await smallGiftCard({ amount: 2000 })
  const token = await placeFreeOrder(await cartWith(bag, small, big), form)
  await settleDown()
  const { version } = await cardNow(small)
  const seen = { seen: 0, balance: 2500, reason: 'put right', requestKey: randomUUID() }
  await adjustGiftCard(owner, { giftCardId: small.id, version, ...seen })
  const order = await db().order.findUniqueOrThrow({ where: { token }, include: { lines: true } })
  return { small, order }
}

const refundAll = ({ order }: Awaited<ReturnType<typeof paidByTwo>>) =>
  requestRefund(owner, refundForm(order, { lines: units(order, 1, true), amount: order.total }))

/** A session that was paid with this e-mail, and that no webhook has settled yet. */
async function paidSession(): Promise<string> {
  const token = await fillCart(bag)
  await setDiscountCodes({ token, codes: ['TEN'] })
  const session = await checkOut(token)
  await control().pay({ session, fields: { email } })
  return session
}

async function freeCart(): Promise<string> {
  const token = await cartWith(bag, big)
  await setDiscountCodes({ token, codes: ['TEN'] })
  return token
}

test('a refund to two cards with goods for the shelf, and a checkout with one of the cards and the same goods', async () => {
  const paid = await paidByTwo()
  const cart = await cartWith(bag, paid.small)
  const { id } = paid.small
  const card = await holdLock(databaseUrl(), `SELECT 1 FROM gift_card WHERE id = ${id} FOR UPDATE`)
  const checkout = checkOut(cart)
  await untilWaiting(1)
  const refund = refundAll(paid)
  await untilWaiting(2)
  await card.release()
  expect(await checkout).toMatch(/^cs_/)
  expect(await refund).toBeGreaterThan(0n)
})

test('a free order and a payment, of the same customer and with the same discount', async () => {
  const [session, cart] = [await paidSession(), await freeCart()]
  const discount = await holdLock(databaseUrl(), `SELECT 1 FROM discount WHERE id = ${discountId} FOR UPDATE`)
  const free = placeFreeOrder(cart, form)
  await untilWaiting(1)
  const settled = settle(session)
  await untilWaiting(2)
  await discount.release()
  expect(await free).toMatch(/./)
  expect(await settled).toMatchObject({ state: 'paid' })
})

test('cards can be put on a cart while a checkout holds them', async () => {
  const cards = [await smallGiftCard({ amount: 1000 }), await smallGiftCard({ amount: 1000 })]
  const [cart, other] = [await cartWith(bag, ...cards), await fillCart(bag)]
  const shelf = await holdLock(
    databaseUrl(),
    `SELECT 1 FROM stock_item WHERE id = ${bag.stockItemId} FOR UPDATE`,
  )
  const checkout = checkOut(cart)
  await untilWaiting(1)
  const put = await applyGiftCards({ token: other, codes: cards.map(({ code }) => code).toReversed() })
  expect(put.giftCards).toHaveLength(2)
  await shelf.release()
  expect(await checkout).toMatch(/^cs_/)
})

test('refunds, checkouts, payments, free orders and cards put on, all at once: nobody is ended for waiting', async () => {
  const paid = await Promise.all(Array.from({ length: 4 }, paidByTwo))
  const sessions = await Promise.all(Array.from({ length: 4 }, paidSession))
  const free = await Promise.all(Array.from({ length: 4 }, freeCart))
  const smalls = paid.map(({ small }) => small)
  const carts = await Promise.all(
    smalls.flatMap((small, n) => {
      const next = smalls[(n + 1) % smalls.length] ?? small
      return [cartWith(bag, small), cartWith(bag, small, next), cartWith(bag, next, small)]
    }),
  )
  const bare = await Promise.all(Array.from({ length: 4 }, () => fillCart(bag)))
  const turns = [
    paid.map((order) => () => refundAll(order)),
    carts.map((cartToken) => () => startCheckout({ cartToken, origin })),
    sessions.flatMap((session) => [() => settle(session), () => settle(session)]),
    free.map((token) => () => placeFreeOrder(token, form)),
    bare.map((token) => () => applyGiftCards({ token, codes: smalls.map(({ code }) => code).toReversed() })),
  ]
  // By turns, so that each kind of work meets each other in the pool of connections.
  const longest = Math.max(...turns.map(({ length }) => length))
  const mixed = Array.from({ length: longest }, (_, n) => turns.flatMap((turn) => turn[n] ?? [])).flat()
  const results = await Promise.allSettled(mixed.map((work) => work()))
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(failed.filter((reason) => !isDomainError(reason))).toEqual([])
  expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(20)
}, 60_000)
