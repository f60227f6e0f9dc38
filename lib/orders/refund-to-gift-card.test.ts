import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { cardNow, cartWith } from '@/lib/testing/gift-cards'
import { orderNow, refundForm, refundsAtStripe, refundsOf, units } from '@/lib/testing/refunds'
import { checkOut, orderOf, testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { smallGiftCard, smallProduct } from '@/prisma/factories'
import { requestRefund } from './request-refund'

const { control, settleDown } = testShop()

let bag: { variantId: bigint }

beforeAll(async () => {
  bag = await smallProduct({ handle: 'bag', stock: 1000, price: 4900 })
})

const card = (amount: number) => smallGiftCard({ amount })

/** An order of one bag (55.50 with delivery), paid with a card and the rest at Stripe. */
async function paidWith(one: { code: string }) {
  const session = await checkOut(await cartWith(bag, one))
  await control().pay({ session })
  await settleDown()
  return { ...(await orderOf(session)), session }
}

test('a refund goes back to what Stripe took first, and the rest to the card, in parts that come to the whole', async () => {
  const one = await card(2000)
  const order = await paidWith(one)
  await requestRefund(owner, refundForm(order, { lines: units(order, 1), amount: 5550 }))
  await settleDown()
  const refunds = await refundsOf(order)
  expect(refunds.map(({ amount, state }) => [amount, state])).toEqual([
    [3550, 'succeeded'],
    [2000, 'succeeded'],
  ])
  expect((await refundsAtStripe(order)).map(({ amount }) => amount)).toEqual([3550])
  expect(await cardNow(one)).toMatchObject({ balance: 2000, reserved: 0 })
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'refunded' })
  const mails = await db().mail.findMany({ where: { orderId: order.id, kind: { startsWith: 'refund:' } } })
  expect(mails.map(({ text }) => text).join()).toContain(`gift card ending in ${one.lastCharacters}`)
})

test('staff may send it to the card first; clicked twice it is on the card once', async () => {
  const one = await card(2000)
  const order = await paidWith(one)
  const form = refundForm(order, { amount: 2500, giftCardsFirst: true })
  await Promise.all([requestRefund(owner, form), requestRefund(owner, form)])
  await settleDown()
  expect((await refundsOf(order)).map(({ amount }) => amount)).toEqual([2000, 500])
  expect(await cardNow(one)).toMatchObject({ balance: 2000 })
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'partially_refunded' })
  const now = await orderNow(order)
  await expect(requestRefund(owner, refundForm(now, { amount: 5550 - 2500 + 1 }))).rejects.toMatchObject({
    field: 'amount',
  })
})

test('a refund in Stripe’s dashboard is adopted and leaves the card’s part as it was', async () => {
  const one = await card(2000)
  const { session } = await paidWith(one)
  await control().refund({ session })
  await settleDown()
  const order = await orderOf(session)
  expect(order).toMatchObject({ paymentStatus: 'partially_refunded' })
  expect(await cardNow(one)).toMatchObject({ balance: 0 })
  await requestRefund(owner, refundForm(order, { amount: 2000 }))
  await settleDown()
  expect(await orderNow(order)).toMatchObject({ paymentStatus: 'refunded' })
})
