import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import { db } from '@/lib/db'
import { anyAct, refusable, type World } from '@/lib/testing/chaos'
import { checkInvariants } from '@/lib/testing/invariants'
import { shelfOf } from '@/lib/testing/shelf'
import { fillCart, hurryAttempts, setStripe, testShop } from '@/lib/testing/shop'
import { hurry } from '@/lib/testing/work'
import { smallDiscount, smallProduct } from '@/prisma/factories'
import { reconcileAttempts } from './reconcile'
import { sweep } from './sweep'

const { standIn, control, settleDown } = testShop()

let count = 0

/** Goods and discounts of which there are few, so that buyers meet; a set that shares them; and two carts to begin with. */
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
  const carts = [await fillCart(tea, cup), await fillCart(set)]
  for (const token of carts) await setDiscountCodes({ token, codes: [one, sent] })
  const goods = [tea, cup, set]
  return { control: control(), settleDown, goods, codes, carts, sessions: [], disputes: [] }
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
  const sequences = fc.array(anyAct, { minLength: 10, maxLength: 30, size: 'max' })
  const property = fc.asyncProperty(sequences, async (sequence) => {
    const world = await newWorld()
    const restore = setStripe('maxNetworkRetries', 0)
    await fc.asyncModelRun(() => ({ model: {}, real: world }), sequence)
    restore()
    await comeToRest(world)
    await checkInvariants({ standIn: standIn() })
    for (const { stockItemId } of world.goods)
      expect((await shelfOf(stockItemId)).reserved, 'nothing is promised once all is over').toBe(0)
    const tokens = { cart: { token: { in: world.carts } } }
    for (const { status, paymentStatus } of await db().order.findMany({ where: tokens })) {
      const end = `${status} ${paymentStatus}`
      ends[end] = (ends[end] ?? 0) + 1
    }
  })
  // A failure says its seed and the shortest sequence that fails; `seed` and `path` bring it back.
  const result = await fc.check(property, { numRuns: 25, interruptAfterTimeLimit: 45_000 })
  process.stdout.write(`seed ${result.seed}, ${result.numRuns} sequences: ${JSON.stringify(ends)}\n`)
  expect(result.failed, fc.defaultReportMessage(result) ?? '').toBe(false)
  expect(result.numRuns).toBeGreaterThan(0)
}, 300_000)
