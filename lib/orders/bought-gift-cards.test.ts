import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { adjustGiftCard } from '@/lib/gift-cards/adjust-gift-card'
import { setGiftCardDisabled } from '@/lib/gift-cards/set-gift-card-disabled'
import { giftCardsAddUp } from '@/lib/testing/gift-card-books'
import { findGiftCards } from '@/lib/testing/gift-cards'
import { marksOf, orderNow, refundForm, refundsAtStripe, units } from '@/lib/testing/refunds'
import { checkOut, fillCart, orderOf, testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { smallProduct } from '@/prisma/factories'
import { clearReview } from './clear-review'
import { getOrder } from './orders'
import { previewRefund } from './preview-refund'
import { requestRefund } from './request-refund'
import { syncDispute } from './sync-dispute'

const { control, settleDown } = testShop()

let voucher: { variantId: bigint }

beforeAll(async () => {
  voucher = await smallProduct({ handle: 'voucher', stock: [], price: 5000, isGiftCard: true })
})

afterEach(async () => {
  expect(await giftCardsAddUp()).toEqual([])
})

const cardsOf = ({ id }: { id: bigint }) =>
  db().giftCard.findMany({ where: { orderLine: { orderId: id } }, orderBy: { id: 'asc' } })
const disabledOf = async (order: { id: bigint }) => (await cardsOf(order)).map(({ disabled }) => disabled)
const historyOf = async ({ id }: { id: bigint }) =>
  (
    await db().orderEvent.findMany({ where: { orderId: id, kind: 'gift_cards' }, orderBy: { id: 'asc' } })
  ).map(({ message }) => message)

/** What the admin would be shown before so many of the order's first line are refunded. */
async function previewOf({ id }: { id: bigint }) {
  const now = await getOrder(id)
  const lineId = now?.lines[0]?.id
  if (!now || !lineId) throw new Error('the order has no line')
  const preview = (quantity: number) => previewRefund(now, { lines: [{ lineId, quantity, restock: false }] })
  return { preview, lineId }
}

/** Paid, but with another sum, so that its cards wait for a person. */
async function waiting(quantity: number, paid: number) {
  const session = await checkOut(await fillCart({ ...voucher, quantity }))
  await control().tamper({ session, amount_total: paid })
  await control().pay({ session })
  await settleDown()
  return { order: await orderOf(session), session }
}

async function look(order: Awaited<ReturnType<typeof waiting>>['order']) {
  const { version } = await orderNow(order)
  await clearReview(owner, { orderId: order.id, version, note: 'Looked at.' })
  await settleDown()
}

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
  expect(await disabledOf(order)).toEqual([false, false, true])
  const [first] = cards
  if (!first) throw new Error('no card was issued')
  const seen = { seen: 5000, balance: 1, reason: 'spent', version: 1, requestKey: randomUUID() }
  await adjustGiftCard(owner, { giftCardId: first.id, ...seen })
  const now = await orderNow(order)
  const tooMany = {
    code: 'INVALID',
    message: expect.stringMatching(/^Only 1 of the 2 gift cards .* is unused: at most 1 can be refunded\./),
  }
  await expect(requestRefund(owner, refundForm(now, { lines: units(order, 2) }))).rejects.toMatchObject(
    tooMany,
  )
  const { preview, lineId } = await previewOf(order)
  expect(() => preview(2)).toThrow(expect.objectContaining({ ...tooMany, field: `lines.${lineId}.quantity` }))
  expect(preview(1).lines).toMatchObject([{ quantity: 1 }])
  await requestRefund(owner, refundForm(now, { lines: units(order, 1) }))
  await settleDown()
  expect(await disabledOf(order)).toEqual([false, true, true])
})

test('of the cards that an order bought it is known which one’s price is refunded', async () => {
  const { order } = await bought(2)
  await requestRefund(owner, refundForm(order, { lines: units(order, 1) }))
  const read = async () => (await getOrder(order.id))?.lines[0]?.giftCards
  expect(await read()).toMatchObject([{ refunded: false }, { refunded: true }])
  await settleDown()
  const [refund] = await refundsAtStripe(order)
  await control().settleRefund({ refund: refund?.id ?? '', outcome: 'fails' })
  await settleDown()
  expect(await read()).toMatchObject([{ refunded: false }, { refunded: false }])
})

test('a dashboard refund of an order whose cards can be spent is shown to a person', async () => {
  const { order, session } = await bought(1)
  await control().refund({ session })
  await settleDown()
  expect(await marksOf(order, 'gift_cards_out')).toBe(1)
})

test('what nobody is sure was paid for issues its cards once a person has looked, less what was refunded', async () => {
  const { order } = await waiting(2, 11_000)
  expect(order.review).toEqual(['amount_mismatch'])
  const issued = () => db().giftCard.count({ where: { orderLine: { orderId: order.id } } })
  expect(await issued()).toBe(0)
  await requestRefund(owner, refundForm(order, { lines: units(order, 1) }))
  await settleDown()
  await look(order)
  expect(await issued()).toBe(1)
})

test('a reviewed order whose money went back, or never came, issues no cards: that is for staff', async () => {
  const refunded = await waiting(1, 5001)
  await control().refund({ session: refunded.session })
  await settleDown()
  const short = await waiting(1, 4999)
  for (const { order } of [refunded, short]) {
    await look(order)
    expect(await cardsOf(order)).toEqual([])
    expect(await marksOf(order, 'gift_cards_withheld')).toBe(1)
    expect(await historyOf(order)).toEqual([
      expect.stringContaining('were not issued: not all of it is paid'),
    ])
  }
})

test('a reviewed order whose payment is disputed issues no cards, and none by itself when the dispute is won', async () => {
  const { order, session } = await waiting(1, 5001)
  const { id } = await control().dispute({ session })
  await settleDown()
  await look(order)
  expect(await cardsOf(order)).toEqual([])
  expect(await historyOf(order)).toEqual([expect.stringContaining('disputed')])
  await control().closeDispute({ dispute: id, status: 'won' })
  await settleDown()
  expect(await cardsOf(order)).toEqual([])
  expect(await marksOf(order, 'gift_cards_withheld')).toBe(1)
})

test('a dispute stops the cards that its order bought, shows what was spent, and frees them when it is won', async () => {
  const { order, cards, session } = await bought(3)
  const [used, stopped] = cards
  if (!used || !stopped) throw new Error('no cards were issued')
  const seen = { seen: 5000, balance: 1, reason: 'spent', version: 1, requestKey: randomUUID() }
  await adjustGiftCard(owner, { giftCardId: used.id, ...seen })
  await setGiftCardDisabled(owner, { giftCardId: stopped.id, version: 1, disabled: true })
  const dispute = await control().dispute({ session })
  await settleDown()
  expect(await disabledOf(order)).toEqual([true, true, true])
  expect(await marksOf(order, 'gift_cards_out')).toBe(1)
  await control().closeDispute({ dispute: dispute.id, status: 'won' })
  await settleDown()
  expect(await disabledOf(order)).toEqual([false, true, false])
})

test('a dispute that was lost keeps the cards disabled, and nobody can enable them', async () => {
  const { order, cards, session } = await bought(1)
  const dispute = await control().dispute({ session })
  await control().closeDispute({ dispute: dispute.id, status: 'lost' })
  await settleDown()
  expect(await disabledOf(order)).toEqual([true])
  expect(await marksOf(order, 'gift_cards_out')).toBe(0)
  const enabling = { giftCardId: cards[0]?.id ?? 0n, version: 2, disabled: false }
  await expect(setGiftCardDisabled(owner, enabling)).rejects.toMatchObject({
    code: 'INVALID',
    message: expect.stringContaining('disputed'),
  })
})

test('a refund of bought cards that bounces lets them be spent again, and the line be refunded again', async () => {
  const { order, cards } = await bought(2)
  const refundOne = async () => {
    await requestRefund(owner, refundForm(await orderNow(order), { lines: units(order, 1) }))
    await settleDown()
  }
  await refundOne()
  const enabling = { giftCardId: cards[1]?.id ?? 0n, version: 2, disabled: false }
  await expect(setGiftCardDisabled(owner, enabling)).rejects.toMatchObject({
    code: 'INVALID',
    message: expect.stringContaining('refunded'),
  })
  const [refund] = await refundsAtStripe(order)
  await control().settleRefund({ refund: refund?.id ?? '', outcome: 'fails' })
  await settleDown()
  expect(await disabledOf(order)).toEqual([false, false])
  await refundOne()
  expect(await disabledOf(order)).toEqual([false, true])
})

test('a refund that Stripe refuses because of a dispute frees no card before the dispute is won', async () => {
  const { order, session } = await bought(1)
  await control().webhookFault({ kind: 'lose', times: 20 })
  const dispute = await control().dispute({ session })
  await requestRefund(owner, refundForm(order, { lines: units(order, 1) }))
  await syncDispute(dispute)
  await settleDown()
  expect(await db().refund.findMany({ where: { orderId: order.id } })).toMatchObject([{ state: 'failed' }])
  expect(await cardsOf(order)).toMatchObject([{ disabled: true, withdrawnBy: `dispute:${dispute.id}` }])
  await syncDispute({ ...dispute, status: 'won' })
  expect(await disabledOf(order)).toEqual([false])
})

test('a piece refunded before its card was issued gets one when that refund bounces', async () => {
  const { order } = await waiting(2, 10_001)
  await requestRefund(owner, refundForm(order, { lines: units(order, 1) }))
  await settleDown()
  await look(order)
  expect(await disabledOf(order)).toEqual([false])
  const [refund] = await refundsAtStripe(order)
  await control().settleRefund({ refund: refund?.id ?? '', outcome: 'fails' })
  await settleDown()
  expect(await cardsOf(order)).toMatchObject([{ piece: 1 }, { piece: 2, disabled: false }])
})
