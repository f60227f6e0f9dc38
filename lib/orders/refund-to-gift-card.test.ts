import { beforeAll, expect, test } from 'vitest'
import { recheckOrder } from '@/lib/checkout/recheck-order'
import { db } from '@/lib/db'
import { cardNow, cartWith } from '@/lib/testing/gift-cards'
import { orderNow, refundForm, refundsAtStripe, refundsOf, units } from '@/lib/testing/refunds'
import { checkOut, orderOf, testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { hurry, work } from '@/lib/testing/work'
import { smallGiftCard, smallProduct } from '@/prisma/factories'
import { getOrder } from './orders'
import { requestRefund } from './request-refund'
import { submitRefund } from './submit-refund'

const { control, settleDown } = testShop()

let bag: { variantId: bigint }

beforeAll(async () => {
  bag = await smallProduct({ handle: 'bag', stock: 1000, price: 4900 })
})

const card = (amount: number) => smallGiftCard({ amount })

/** An order of one bag (55.50 with delivery), paid with a card and the rest at Stripe. */
async function paidWith(one: { code: string }, number = '4242424242424242') {
  const session = await checkOut(await cartWith(bag, one))
  await control().pay({ session, card: number })
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
})

const refundMails = (order: { id: bigint }) =>
  db().mail.findMany({ where: { orderId: order.id, kind: { startsWith: 'refund:' } } })

const failureMails = (order: { id: bigint }) =>
  db().mail.findMany({ where: { orderId: order.id, kind: { startsWith: 'refund_failed:' } } })

for (const giftCardsFirst of [false, true]) {
  test(`one mail tells of both parts, the card ${giftCardsFirst ? 'first' : 'last'}`, async () => {
    const one = await card(2000)
    const order = await paidWith(one)
    const id = await requestRefund(owner, refundForm(order, { amount: 5550, giftCardsFirst }))
    // Stripe has not been asked yet, and might refuse.
    expect(await refundMails(order)).toEqual([])
    await settleDown()
    const [mail, ...others] = await refundMails(order)
    expect(others).toEqual([])
    expect(mail).toMatchObject({ kind: `refund:${id}`, state: 'sent' })
    expect(mail?.subject).toContain('$55.50')
    expect(mail?.text).toMatch(/^We have refunded \$55\.50\./)
    expect(mail?.text).toContain(`$20.00 is on the gift card ending in ${one.lastCharacters} again`)
    expect(mail?.text).toContain('$35.50 went back to the card or account you paid with')
  })
}

test('Stripe takes its part later: the mail goes once it has answered, and says which part is under way', async () => {
  const one = await card(2000)
  const order = await paidWith(one, '4000000000007726')
  await requestRefund(owner, refundForm(order, { amount: 5550 }))
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ state: 'pending' }, { state: 'succeeded' }])
  const [mail] = await refundMails(order)
  expect(mail?.text).toMatch(/^Your refund of \$55\.50 is on its way\./)
  expect(mail?.text).toContain('$35.50 is on its way to the card or account you paid with')
  const [refund] = await refundsAtStripe(order)
  await control().settleRefund({ refund: refund?.id ?? '', outcome: 'succeeds' })
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ state: 'succeeded' }, { state: 'succeeded' }])
  expect(await refundMails(order)).toHaveLength(1)
})

test('its part fails after the mail: another tells of that part, once however often it is said', async () => {
  const one = await card(2000)
  const order = await paidWith(one, '4000000000007726')
  await requestRefund(owner, refundForm(order, { amount: 5550 }))
  await settleDown()
  const [refund] = await refundsAtStripe(order)
  await control().webhookFault({ kind: 'duplicate', times: 20 })
  await control().settleRefund({ refund: refund?.id ?? '', outcome: 'fails' })
  await settleDown()
  await recheckOrder(owner, order.id)
  await settleDown()
  const [toStripe] = await refundsOf(order)
  expect(await refundsOf(order)).toMatchObject([{ state: 'failed' }, { state: 'succeeded' }])
  expect(await refundMails(order)).toHaveLength(1)
  const mails = await failureMails(order)
  expect(mails).toMatchObject([
    {
      kind: `refund_failed:${toStripe?.id}`,
      state: 'sent',
      recipient: order.email,
      subject: `Your refund of $35.50 for order ${order.number} did not go through`,
    },
  ])
  expect(mails[0]?.text).toContain('could not be sent back to the card or account you paid with')
  expect(mails[0]?.text).toContain('answer this mail or write to shop@example.nz')
  expect(mails[0]?.text).not.toContain('gift card')
  const view = await getOrder(order.id)
  expect(view?.refunds.map(({ failureTold }) => failureTold)).toEqual([true, false])
  expect(await db().discrepancy.findMany({ where: { orderId: order.id } })).toMatchObject([
    { kind: 'refund_failed', detail: expect.stringContaining('has not got it, and a mail tells them so.') },
  ])
})

test('Stripe refuses its part: the mail tells of the card alone', async () => {
  const one = await card(2000)
  const order = await paidWith(one)
  await control().dispute({ session: order.session })
  await settleDown()
  await requestRefund(owner, refundForm(await orderNow(order), { amount: 5550 }))
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([{ state: 'failed' }, { state: 'succeeded' }])
  const mails = await refundMails(order)
  expect(mails).toHaveLength(1)
  expect(mails[0]?.subject).toContain('$20.00')
  expect(mails[0]?.text).not.toContain('the card or account')
  // No mail had told of it.
  expect(await failureMails(order)).toEqual([])
})

test('Stripe’s answer about its part is lost and asked for again: one mail, of both', async () => {
  const one = await card(2000)
  const order = await paidWith(one)
  await control().webhookFault({ kind: 'lose', times: 10 })
  await control().failNext({ kind: 'lose_answer', method: 'POST', path: '/v1/refunds', times: 3 })
  await requestRefund(owner, refundForm(order, { amount: 5550 }))
  await work()
  expect(await refundsOf(order)).toMatchObject([{ state: 'submitted' }, { state: 'succeeded' }])
  expect(await refundMails(order)).toEqual([])
  await hurry()
  await work()
  expect(await refundMails(order)).toMatchObject([{ subject: expect.stringContaining('$55.50') }])
})

test('answer, event and checking again book both parts at once: one mail', async () => {
  const one = await card(2000)
  const order = await paidWith(one)
  const id = await requestRefund(owner, refundForm(order, { amount: 5550, giftCardsFirst: true }))
  const part = (await refundsOf(order)).find(({ partOfId }) => partOfId === id)
  await Promise.all([submitRefund(part?.id ?? 0n), work(), recheckOrder(owner, order.id), work()])
  await settleDown()
  expect(await refundMails(order)).toHaveLength(1)
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
