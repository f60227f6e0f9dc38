import { beforeAll, expect, test, vi } from 'vitest'
import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import { db } from '@/lib/db'
import { patience, runApart } from '@/lib/testing/run-apart'
import { checkOut, fillCart, hurryAttempts, orderOf, origin, testShop } from '@/lib/testing/shop'
import { smallDiscount, smallProduct } from '@/prisma/factories'
import { reconcileAttempts } from './reconcile'
import { startCheckout } from './start-checkout'

const { control, settleDown } = testShop()

const coupon = { method: 'POST', path: '/v1/coupons' } as const
const session = { method: 'POST', path: '/v1/checkout/sessions' } as const
const tryAgain = { code: 'PAYMENT_UNAVAILABLE', message: expect.stringContaining('try again') }

let bag: Awaited<ReturnType<typeof smallProduct>>

beforeAll(async () => {
  bag = await smallProduct({ handle: 'bag', stock: 1000 })
  await smallDiscount({ codes: ['TEN'] })
})

const discounted = async (code = 'TEN') => {
  const token = await fillCart(bag)
  await setDiscountCodes({ token, codes: [code] })
  return token
}
const made = async () => {
  const { counts } = await control().state()
  return { coupons: counts.coupon ?? 0, sessions: counts.session ?? 0 }
}
const attemptsOf = (token: string) =>
  db().checkoutAttempt.findMany({ where: { order: { cart: { token } } }, orderBy: { id: 'asc' } })
const untilHanging = () =>
  vi.waitFor(async () => expect((await control().requests()).hanging).toBe(1), patience.wait)

/** One coupon and one session more than before, and the order is paid with what was agreed. */
async function endsWell(token: string, before: { coupons: number; sessions: number }) {
  const id = await checkOut(token)
  expect(await made()).toEqual({ coupons: before.coupons + 1, sessions: before.sessions + 1 })
  await control().pay({ session: id })
  await settleDown()
  expect(await orderOf(id)).toMatchObject({ status: 'placed', discount: 490, review: [] })
}

test('the coupon’s answer lost for good: the next try finds it made and goes on', async () => {
  const before = await made()
  const token = await discounted()
  await control().failNext({ kind: 'lose_answer', ...coupon, times: 3 })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  await endsWell(token, before)
})

test('a coupon made, and a day later its key forgotten by Stripe: it is found made, not made again', async () => {
  const token = await discounted()
  await control().failNext({ kind: 'lose_answer', ...session, times: 3 })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  const [attempt] = await attemptsOf(token)
  const day = 25 * 60 * 60
  await control().moveClock({ seconds: day })
  await hurryAttempts()
  await reconcileAttempts()
  await control().moveClock({ seconds: -day })
  // Stripe has forgotten the session's key too, and its parameters are of yesterday by then.
  expect(await attemptsOf(token)).toMatchObject([
    { id: attempt?.id ?? 0n, state: 'abandoned', error: expect.stringContaining('expires_at') },
  ])
})

test(
  'killed between coupon and session: the same cart goes on with the coupon that was made',
  async () => {
    const before = await made()
    const token = await discounted()
    await control().failNext({ kind: 'hang', committed: true, ...coupon })
    const killed = runApart('startCheckout', { cartToken: token, origin })
    await untilHanging()
    await killed.kill()
    await control().release()
    expect(await attemptsOf(token)).toMatchObject([{ state: 'creating', sessionId: null }])
    await endsWell(token, before)
  },
  patience.test,
)

test('killed between coupon and session, and the shopper gone: the use is given back when its time is over', async () => {
  const id = await smallDiscount({ codes: ['LAST'], limit: 1 })
  const uses = async () => (await db().discount.findUniqueOrThrow({ where: { id } })).uses
  const token = await discounted('LAST')
  await control().failNext({ kind: 'rate_limit', ...session })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  expect(await uses()).toBe(1)
  await control().moveClock({ seconds: 40 * 60 })
  await hurryAttempts()
  await reconcileAttempts()
  await control().moveClock({ seconds: -40 * 60 })
  expect(await attemptsOf(token)).toMatchObject([{ state: 'abandoned' }])
  expect(await uses()).toBe(0)
})

test.each([
  ['that made nothing', false],
  ['that made a coupon all the same', true],
])('an error 500 %s, kept under the coupon’s key: the next try takes a new key', async (_, committed) => {
  const token = await discounted()
  await control().failNext({ kind: 'server_error', committed, ...coupon })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  const id = await checkOut(token)
  expect(await attemptsOf(token)).toMatchObject([
    { state: 'abandoned', error: expect.stringContaining('kept an error') },
    { state: 'open', sessionId: id },
  ])
})

test('too many requests (429) for the coupon: try again, nothing lost, nothing made twice', async () => {
  const before = await made()
  const token = await discounted()
  await control().failNext({ kind: 'rate_limit', ...coupon })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  await endsWell(token, before)
})
