import { beforeAll, expect, test } from 'vitest'
import { sweep } from '@/lib/checkout/sweep'
import { marksOf, orderNow, refundForm, refundsOf } from '@/lib/testing/refunds'
import { testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { smallProduct } from '@/prisma/factories'
import { requestRefund } from './request-refund'
import { syncDispute } from './sync-dispute'

const { control, settleDown, paidOrder } = testShop()

/** They come to 99.99, and 6.50 for delivery. */
let three: { variantId: bigint; quantity: number }

beforeAll(async () => {
  const tea = await smallProduct({ handle: 'tea', stock: 1000, price: 3333 })
  three = { ...tea, quantity: 3 }
})

test('a dispute blocks the order; won, it is free again; the books follow', async () => {
  const order = await paidOrder(three)
  const { id } = await control().dispute({ session: order.session })
  await settleDown()
  expect(await orderNow(order)).toMatchObject({ disputed: true, review: ['disputed'], paymentStatus: 'paid' })
  expect(await marksOf(order, 'disputed')).toBe(1)
  await control().closeDispute({ dispute: id, status: 'won' })
  await settleDown()
  expect(await orderNow(order)).toMatchObject({ disputed: false, review: [] })
})

test('a dispute that was lost is over, and stays marked for a person', async () => {
  const order = await paidOrder(three)
  const { id } = await control().dispute({ session: order.session })
  await control().closeDispute({ dispute: id, status: 'lost' })
  await settleDown()
  expect(await orderNow(order)).toMatchObject({ disputed: false, review: ['disputed'] })
})

test('a dispute of which no event came is found by the sweep, its end too, and telling it again is nothing', async () => {
  const order = await paidOrder(three)
  await control().webhookFault({ kind: 'never_make', times: 20 })
  const { id } = await control().dispute({ session: order.session })
  await sweep()
  expect(await orderNow(order)).toMatchObject({ disputed: true })
  await control().closeDispute({ dispute: id, status: 'won' })
  await sweep(0)
  const settled = await orderNow(order)
  expect(settled).toMatchObject({ disputed: false })
  await sweep()
  expect((await orderNow(order)).version).toBe(settled.version)
})

test('an inquiry that the bank closed is a dispute that took nothing', async () => {
  const order = await paidOrder(three)
  await control().webhookFault({ kind: 'lose', times: 20 })
  const dispute = await control().dispute({ session: order.session })
  await syncDispute({ ...dispute, status: 'warning_needs_response' })
  expect(await orderNow(order)).toMatchObject({ disputed: true })
  await syncDispute({ ...dispute, status: 'warning_closed' })
  expect(await orderNow(order)).toMatchObject({ disputed: false, review: [] })
})

test('a refund while the payment is disputed is refused by Stripe and said so', async () => {
  const order = await paidOrder(three)
  await control().dispute({ session: order.session })
  await settleDown()
  await requestRefund(owner, refundForm(await orderNow(order), { amount: 100 }))
  await settleDown()
  expect(await refundsOf(order)).toMatchObject([
    { state: 'failed', error: expect.stringContaining('charged back') },
  ])
  expect(await marksOf(order, 'refund_failed')).toBe(1)
})
