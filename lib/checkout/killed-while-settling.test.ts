import { expect, test } from 'vitest'
import { applyGiftCards } from '@/lib/cart/apply-gift-cards'
import { db } from '@/lib/db'
import { cardNow, paymentsOf } from '@/lib/testing/gift-cards'
import { holdLock, untilWaiting } from '@/lib/testing/locks'
import { patience, runApart } from '@/lib/testing/run-apart'
import { checkOut, fillCart, orderOf, testShop } from '@/lib/testing/shop'
import { smallGiftCard, smallProduct } from '@/prisma/factories'
import { settle } from './settle'

const { control, databaseUrl } = testShop()

let count = 0

/** Goods and a gift card to buy, paid at Stripe but for what another card gives; nobody has told the shop. */
async function paidUntold() {
  const run = ++count
  const tea = await smallProduct({ handle: `tea-${run}`, stock: 4, price: 4900 })
  const voucher = await smallProduct({ handle: `voucher-${run}`, stock: [], price: 3000, isGiftCard: true })
  const card = await smallGiftCard({ amount: 2000 })
  const token = await fillCart(tea, voucher)
  await applyGiftCards({ token, codes: [card.code] })
  const session = await checkOut(token)
  await control().webhookFault({ kind: 'lose', times: 100 })
  await control().pay({ session })
  return { session, token, tea, card }
}

type Untold = Awaited<ReturnType<typeof paidUntold>>

/** What the settling process comes to last before it is killed: other locks than it has to take before. */
const places: [string, (untold: Untold) => string][] = [
  [
    'its card is spent, its goods are not',
    ({ tea }) => `SELECT FROM stock_item WHERE id = ${tea.stockItemId} FOR UPDATE`,
  ],
  [
    'its card is spent, its new card issued, its cart still full',
    ({ token }) =>
      `SELECT FROM cart_line WHERE cart_id = (SELECT id FROM cart WHERE token = '${token}') FOR UPDATE`,
  ],
]

test.each(places)(
  'killed when %s, an order is as before; asked again it is settled once',
  async (_, lock) => {
    const untold = await paidUntold()
    const { session, card } = untold
    const boughtNow = async () =>
      db().giftCard.count({ where: { orderLine: { orderId: (await orderOf(session)).id } } })
    const lane = await holdLock(databaseUrl(), lock(untold))
    const apart = runApart('settle', { session })
    await untilWaiting(1, patience.wait)
    await apart.kill()
    await lane.release()
    expect(await orderOf(session)).toMatchObject({ status: 'pending_payment', paymentStatus: 'unpaid' })
    expect(await cardNow(card)).toMatchObject({ balance: 2000, reserved: 2000 })
    expect(await boughtNow()).toBe(0)

    // Whoever asks next waits until the database has taken back what the killed process had begun.
    await Promise.all([settle(session), settle(session)])
    await settle(session)
    const order = await orderOf(session)
    expect(order).toMatchObject({ status: 'placed', paymentStatus: 'paid', giftCardAmount: 2000, review: [] })
    expect(await paymentsOf(order)).toEqual([
      ['captured', order.total - 2000],
      ['gift_card', 2000],
    ])
    expect(await cardNow(card)).toMatchObject({ balance: 0, reserved: 0 })
    expect(await boughtNow()).toBe(1)
    expect(await db().orderEvent.count({ where: { orderId: order.id, kind: 'placed' } })).toBe(1)
  },
  patience.test,
)
