import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyGiftCards } from '@/lib/cart/apply-gift-cards'
import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import { db } from '@/lib/db'
import { anyAct } from '@/lib/testing/chaos/any-act'
import { refusable, type World } from '@/lib/testing/chaos/world'
import { checkInvariants } from '@/lib/testing/invariants'
import { shelfOf } from '@/lib/testing/shelf'
import { fillCart, hurryAttempts, setStripe, testShop } from '@/lib/testing/shop'
import { hurry } from '@/lib/testing/work'
import { smallDiscount, smallGiftCard, smallProduct } from '@/prisma/factories'
import { reconcileAttempts } from './reconcile'
import { sweep } from './sweep'

const { standIn, control, settleDown } = testShop()

let count = 0

/** Goods, discounts and gift cards of which there are few, so that buyers meet; a set that shares them; two carts to begin with. */
async function newWorld(): Promise<World> {
  const run = ++count
  const tea = await smallProduct({ handle: `tea-${run}`, stock: 4 })
  const cup = await smallProduct({ handle: `cup-${run}`, stock: 3, price: 1250, sent: false })
  const parts = [tea.stockItemId, cup.stockItemId]
  const set = await smallProduct({ handle: `set-${run}`, stock: parts, price: 5900 })
  const codes = ['ONE', 'TWO', 'SENT'].map((code) => `${code}-${run}`)
  const [one = '', two = '', sent = ''] = codes
  await smallDiscount({ codes: [one], limit: 1, off: 1111, combines: true })
  await smallDiscount({
    codes: [two],
    limit: 2,
    products: [cup.productId],
    off: 10_000,
    oncePerCustomer: true,
  })
  await smallDiscount({ codes: [sent], kind: 'free_shipping', combines: true })
  const voucher = await smallProduct({ handle: `voucher-${run}`, stock: [], price: 3000, isGiftCard: true })
  // A part of a cart, about all of one, and more than any.
  const cards = [await smallGiftCard({ amount: 1000 }), await smallGiftCard({ amount: 5500 })]
  cards.push(await smallGiftCard({ amount: 40_000 }))
  const carts = [await fillCart(tea, cup), await fillCart(set)]
  for (const token of carts) {
    await setDiscountCodes({ token, codes: [one, sent] })
    await applyGiftCards({ token, codes: cards.slice(0, 2).map(({ code }) => code) })
  }
  const bought = { control: control(), settleDown, carts, sessions: [], disputes: [] }
  return { ...bought, goods: [tea, cup, set], voucher, codes, cards }
}

/** The faults end, what is still open ends, what was lost is found again. */
async function comeToRest({ sessions }: World): Promise<void> {
  await control().clearFaults()
  await control().flushWebhooks()
  await hurry()
  await settleDown()
  for (const session of sessions) {
    await refusable(control().expire({ session }))
    await refusable(control().settle({ session, outcome: 'fails' }))
  }
  await settleDown()
  // Twice: an attempt whose session was never known is found by the first and settled by the second.
  for (const _ of [1, 2]) {
    await hurryAttempts()
    await reconcileAttempts()
    await expireOpen()
  }
  await sweep()
  await hurry()
  await settleDown()
}

async function expireOpen(): Promise<void> {
  const open = await db().checkoutAttempt.findMany({ where: { state: 'open' }, select: { sessionId: true } })
  for (const { sessionId } of open) if (sessionId) await refusable(control().expire({ session: sessionId }))
  await settleDown()
}

test('whatever shoppers, banks, people, worker and faults do, in whichever order: the books are right', async () => {
  const ends: Record<string, number> = {}
  const cardsOf = { paid: 0, bought: 0 }
  const sequences = fc.array(anyAct, { minLength: 10, maxLength: 30, size: 'max' })
  // What has begun is finished: a sequence cut off in the middle would go on acting while the books are read.
  const begun = performance.now()
  let played = 0
  const property = fc.asyncProperty(sequences, async (sequence) => {
    if (performance.now() - begun > 45_000) return
    played++
    const world = await newWorld()
    const restore = setStripe('maxNetworkRetries', 0)
    await fc.asyncModelRun(() => ({ model: {}, real: world }), sequence)
    restore()
    await comeToRest(world)
    await checkInvariants({ standIn: standIn() })
    for (const { stockItemId } of world.goods)
      expect((await shelfOf(stockItemId)).reserved, 'nothing is promised once all is over').toBe(0)
    expect(await db().giftCard.count({ where: { reserved: { not: 0 } } }), 'no card promises').toBe(0)
    const paid = await db().giftCardHold.count({ where: { state: 'committed' } })
    const bought = await db().giftCard.count({ where: { orderLineId: { not: null } } })
    Object.assign(cardsOf, { paid, bought })
    const tokens = { cart: { token: { in: world.carts } } }
    for (const { status, paymentStatus } of await db().order.findMany({ where: tokens })) {
      const end = `${status} ${paymentStatus}`
      ends[end] = (ends[end] ?? 0) + 1
    }
  })
  // A failure says its seed and the shortest sequence that fails; `seed` and `path` bring it back.
  const result = await fc.check(property, { numRuns: 25 })
  process.stdout.write(`seed ${result.seed}, ${played} sequences: ${JSON.stringify({ ...ends, cardsOf })}\n`)
  expect(result.failed, fc.defaultReportMessage(result) ?? '').toBe(false)
  expect(played).toBeGreaterThan(0)
}, 300_000)
