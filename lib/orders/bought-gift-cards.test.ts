import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { adjustGiftCard } from '@/lib/gift-cards/adjust-gift-card'
import { findGiftCards } from '@/lib/gift-cards/find-gift-cards'
import { marksOf, orderNow, refundForm, units } from '@/lib/testing/refunds'
import { checkOut, fillCart, orderOf, testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { smallProduct } from '@/prisma/factories'
import { clearReview } from './clear-review'
import { requestRefund } from './request-refund'

const { control, settleDown } = testShop()

let voucher: { variantId: bigint }

beforeAll(async () => {
  voucher = await smallProduct({ handle: 'voucher', stock: [], price: 5000, isGiftCard: true })
})

/** An order of gift cards, paid for. */
async function bought(quantity: number) {
  const session = await checkOut(await fillCart({ ...voucher, quantity }))
  await control().pay({ session })
  await settleDown()
  const order = await orderOf(session)
  const cards = await db().giftCard.findMany({
    where: { orderLine: { orderId: order.id } },
    orderBy: { id: 'asc' },
  })
  return { order, cards, session }
}

test('bought cards are issued with the order, one a piece, and their codes are in the buyer’s mail', async () => {
  const { order, cards } = await bought(2)
  expect(order).toMatchObject({ status: 'placed', total: 10_000, tax: 0, shipping: 0 })
  expect(cards).toMatchObject([
    {
      balance: 5000,
      initialAmount: 5000,
      unsentCode: null,
      issuer: `order ${order.number}`,
      expiresAt: null,
    },
    { balance: 5000, piece: 2 },
  ])
  const mail = await db().mail.findFirstOrThrow({ where: { orderId: order.id, kind: 'gift_cards' } })
  expect(mail).toMatchObject({ state: 'sent' })
  const codes = mail.text.match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/g) ?? []
  expect(await findGiftCards(codes)).toEqual(cards.map(({ id }) => id))
})

test('refunding bought cards disables as many, unused ones only', async () => {
  const { order, cards } = await bought(3)
  await requestRefund(owner, refundForm(order, { lines: units(order, 1) }))
  await settleDown()
  const disabled = async () =>
    (
      await db().giftCard.findMany({
        where: { id: { in: cards.map(({ id }) => id) } },
        orderBy: { id: 'asc' },
      })
    ).map((one) => one.disabled)
  expect(await disabled()).toEqual([false, false, true])
  const [first] = cards
  if (!first) throw new Error('no card was issued')
  const seen = { seen: 5000, balance: 1, reason: 'spent', version: 1, requestKey: randomUUID() }
  await adjustGiftCard(owner, { giftCardId: first.id, ...seen })
  const now = await orderNow(order)
  await expect(requestRefund(owner, refundForm(now, { lines: units(order, 2) }))).rejects.toMatchObject({
    code: 'INVALID',
    field: 'lines',
  })
  await requestRefund(owner, refundForm(now, { lines: units(order, 1) }))
  await settleDown()
  expect(await disabled()).toEqual([false, true, true])
})

test('a dashboard refund of an order whose cards can be spent is shown to a person', async () => {
  const { order, session } = await bought(1)
  await control().refund({ session })
  await settleDown()
  expect(await marksOf(order, 'gift_cards_out')).toBe(1)
})

test('what nobody is sure was paid for issues its cards once a person has looked, less what was refunded', async () => {
  const session = await checkOut(await fillCart({ ...voucher, quantity: 2 }))
  await control().tamper({ session, amount_total: 9_000 })
  await control().pay({ session })
  await settleDown()
  const order = await orderOf(session)
  expect(order.review).toEqual(['amount_mismatch'])
  const issued = () => db().giftCard.count({ where: { orderLine: { orderId: order.id } } })
  expect(await issued()).toBe(0)
  await requestRefund(owner, refundForm(order, { lines: units(order, 1) }))
  await settleDown()
  const { version } = await orderNow(order)
  await clearReview(owner, { orderId: order.id, version, note: 'The rest was paid in the shop.' })
  await settleDown()
  expect(await issued()).toBe(1)
})
