import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { db, prismaTransaction } from '@/lib/db'
import { isDomainError } from '@/lib/errors'
import { testDatabase } from '@/lib/testing/database'
import { giftCardsAddUp } from '@/lib/testing/gift-card-books'
import { smallGiftCard, smallShop } from '@/prisma/factories'
import { commitGiftCards } from './commit-gift-cards'
import { type CardShare, holdGiftCards } from './hold-gift-cards'
import { releaseGiftCards } from './release-gift-cards'
import { restoreGiftCard } from './restore-gift-card'
import { retakeGiftCards } from './retake-gift-cards'

const { url } = testDatabase()

beforeAll(smallShop)

afterEach(async () => {
  expect(await giftCardsAddUp()).toEqual([])
})

const cardNow = ({ id }: { id: bigint }) =>
  db().giftCard.findUniqueOrThrow({ where: { id }, select: { balance: true, reserved: true } })

/** An order frozen over cards, as a starting checkout does it. @returns its id */
const freeze = (...shares: CardShare[]) =>
  prismaTransaction(async (tx) => {
    const sum = shares.reduce((total, { amount }) => total + amount, 0)
    const { id } = await tx.order.create({
      data: {
        token: randomBytes(24).toString('base64url'),
        currency: 'NZD',
        subtotal: sum,
        total: sum,
        giftCardAmount: sum,
        countryCode: 'NZ',
      },
    })
    await holdGiftCards(tx, id, shares)
    return id
  })
const place = (orderId: bigint) =>
  prismaTransaction(async (tx) => {
    await tx.order.update({ where: { id: orderId }, data: { status: 'placed' } })
    const spent = await commitGiftCards(tx, orderId, 'order 1')
    await tx.paymentEntry.createMany({
      data: spent.map(({ holdId, amount }) => ({
        orderId,
        kind: 'gift_card' as const,
        stripeId: `gift_card_hold:${holdId}`,
        amount,
        currency: 'NZD',
      })),
    })
    return spent
  })
const end = (orderId: bigint) =>
  prismaTransaction(async (tx) => {
    await tx.order.update({ where: { id: orderId }, data: { status: 'expired' } })
    await releaseGiftCards(tx, orderId)
  })

const share = ({ id }: { id: bigint }, amount: number) => ({ giftCardId: id, amount })

test('a hold promises money, a payment spends it, and twice is once', async () => {
  const card = await smallGiftCard({ amount: 5000 })
  const order = await freeze(share(card, 3000))
  expect(await cardNow(card)).toEqual({ balance: 5000, reserved: 3000 })
  expect(await place(order)).toMatchObject([{ amount: 3000 }])
  expect(await place(order)).toEqual([])
  expect(await cardNow(card)).toEqual({ balance: 2000, reserved: 0 })
  expect(await db().giftCardEntry.findMany({ where: { giftCardId: card.id, kind: 'spent' } })).toMatchObject([
    { delta: -3000, actor: 'order 1' },
  ])
})

test('an order that ends gives the money back, and twice is once', async () => {
  const card = await smallGiftCard({ amount: 5000 })
  const order = await freeze(share(card, 5000))
  await end(order)
  await end(order)
  expect(await cardNow(card)).toEqual({ balance: 5000, reserved: 0 })
})

test('fifty carts on one card: as many get through as it holds money for, and it never falls below nothing', async () => {
  const card = await smallGiftCard({ amount: 10_000 })
  const tries = await Promise.allSettled(Array.from({ length: 50 }, () => freeze(share(card, 900))))
  const won = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const lost = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(won).toHaveLength(11)
  expect(lost.every((error) => isDomainError(error) && error.code === 'CART_CHANGED')).toBe(true)
  expect(await cardNow(card)).toEqual({ balance: 10_000, reserved: 9900 })
  await Promise.all(
    won.map(async (order, index) => {
      if (index % 2 === 0) await end(order)
      else await Promise.all([place(order), place(order)])
    }),
  )
  expect(await cardNow(card)).toEqual({ balance: 10_000 - 5 * 900, reserved: 0 })
})

test('orders over the same cards in opposite order do not wait for each other', async () => {
  const [one, two] = [await smallGiftCard({ amount: 100_000 }), await smallGiftCard({ amount: 100_000 })]
  const rounds = Array.from({ length: 20 }, (_, index) =>
    index % 2 ? freeze(share(one, 10), share(two, 20)) : freeze(share(two, 20), share(one, 10)),
  )
  const orders = await Promise.all(rounds)
  await Promise.all(orders.map(async (order, index) => (index % 3 ? place(order) : end(order))))
})

test('of two cards one short, nothing is taken from the other', async () => {
  const [full, short] = [await smallGiftCard({ amount: 5000 }), await smallGiftCard({ amount: 100 })]
  await expect(freeze(share(full, 1000), share(short, 101))).rejects.toMatchObject({ code: 'CART_CHANGED' })
  expect(await cardNow(full)).toEqual({ balance: 5000, reserved: 0 })
})

test('a card that has ended, was disabled or is in another currency promises nothing', async () => {
  const ended = await smallGiftCard({ amount: 5000, expiresAt: new Date(Date.now() - 1000) })
  const disabled = await smallGiftCard({ amount: 5000 })
  await db().giftCard.update({ where: { id: disabled.id }, data: { disabled: true } })
  const foreign = await smallGiftCard({ amount: 5000 })
  await db().giftCard.update({ where: { id: foreign.id }, data: { currency: 'AUD' } })
  for (const card of [ended, disabled, foreign])
    await expect(freeze(share(card, 1000))).rejects.toMatchObject({ code: 'CART_CHANGED' })
})

test('money promised before is taken again if it is still there, all of it or nothing', async () => {
  const [one, two] = [await smallGiftCard({ amount: 1000 }), await smallGiftCard({ amount: 1000 })]
  const late = await freeze(share(one, 800), share(two, 800))
  await end(late)
  const other = await freeze(share(two, 500))
  const retake = () => prismaTransaction((tx) => retakeGiftCards(tx, late))
  expect(await retake()).toBe(false)
  expect(await cardNow(one)).toEqual({ balance: 1000, reserved: 0 })
  await end(other)
  await prismaTransaction(async (tx) => {
    expect(await retakeGiftCards(tx, late)).toBe(true)
    await tx.order.update({ where: { id: late }, data: { status: 'pending_payment' } })
  })
  await place(late)
  expect(await cardNow(two)).toEqual({ balance: 200, reserved: 0 })
})

test('a refund restores a card once, and only what an order really spent', async () => {
  const card = await smallGiftCard({ amount: 1000 })
  const order = await freeze(share(card, 1000))
  const { id: holdId } = await db().giftCardHold.findFirstOrThrow({ where: { orderId: order } })
  const restore = (refundId: bigint) =>
    prismaTransaction((tx) => restoreGiftCard(tx, { holdId, refundId, amount: 400, actor: 'Ana' }))
  expect(await restore(1n)).toBe(false)
  await place(order)
  const restored = await Promise.all([restore(2n), restore(2n), restore(3n)])
  expect(restored.filter(Boolean)).toHaveLength(2)
  expect(await cardNow(card)).toEqual({ balance: 800, reserved: 0 })
})

test('the database itself keeps a card from promising more than it holds, and its book from being rewritten', async () => {
  const card = await smallGiftCard({ amount: 1000 })
  const beside = new pg.Client(url())
  await beside.connect()
  try {
    await expect(
      beside.query(`UPDATE gift_card SET reserved = balance + 1 WHERE id = ${card.id}`),
    ).rejects.toThrow(/check constraint/)
    await expect(beside.query(`UPDATE gift_card SET balance = -1 WHERE id = ${card.id}`)).rejects.toThrow(
      /check constraint/,
    )
    await expect(beside.query('UPDATE gift_card_entry SET delta = 1')).rejects.toThrow(/append-only/)
    await expect(beside.query('DELETE FROM gift_card_entry')).rejects.toThrow(/append-only/)
  } finally {
    await beside.end()
  }
})
