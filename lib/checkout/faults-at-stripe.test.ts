import { createServer } from 'node:net'
import { beforeAll, expect, test, vi } from 'vitest'
import { loadCart } from '@/lib/cart/load-cart'
import { updateLine } from '@/lib/cart/update-line'
import { db, sql } from '@/lib/db'
import { patience, runApart } from '@/lib/testing/run-apart'
import { shelfOf } from '@/lib/testing/shelf'
import { checkOut, fillCart, hurryAttempts, orderOf, origin, setStripe, testShop } from '@/lib/testing/shop'
import { smallProduct } from '@/prisma/factories'
import { cancelCheckout } from './cancel-checkout'
import { reconcileAttempts } from './reconcile'
import { startCheckout } from './start-checkout'

const { control, settleDown } = testShop()

const create = { method: 'POST', path: '/v1/checkout/sessions' } as const
const tryAgain = { code: 'PAYMENT_UNAVAILABLE', message: expect.stringContaining('try again') }

let bag: Awaited<ReturnType<typeof smallProduct>>
let count = 0
const goods = (stock: number) => smallProduct({ handle: `goods-${++count}`, stock })

beforeAll(async () => {
  bag = await goods(1000)
})

const sessionsMade = async () => (await control().state()).counts.session ?? 0
const attemptsOf = (token: string) =>
  db().checkoutAttempt.findMany({ where: { order: { cart: { token } } }, orderBy: { id: 'asc' } })
const untilHanging = () =>
  vi.waitFor(async () => expect((await control().requests()).hanging).toBe(1), patience.wait)

test('an answer lost once is asked for again under the same key, and brings the same session', async () => {
  const before = await sessionsMade()
  await control().failNext({ kind: 'lose_answer', ...create })
  await checkOut(await fillCart(bag))
  expect(await sessionsMade()).toBe(before + 1)
})

test('an answer lost for good: the shopper tries again and gets the session that was made', async () => {
  const before = await sessionsMade()
  const token = await fillCart(bag)
  await control().failNext({ kind: 'lose_answer', ...create, times: 3 })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  expect((await loadCart(sql(), token))?.lines).toHaveLength(1)
  const session = await checkOut(token)
  expect(await sessionsMade()).toBe(before + 1)
  await control().pay({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'placed' })
})

test('an answer lost and the cart changed after it: the lost session is found, ended and replaced', async () => {
  const token = await fillCart({ variantId: bag.variantId, quantity: 1 })
  await control().failNext({ kind: 'lose_answer', ...create, times: 3 })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  const lineId = (await loadCart(sql(), token))?.lines[0]?.id ?? ''
  await updateLine({ token, lineId, quantity: 2 })
  const session = await checkOut(token)
  const [first, second] = await attemptsOf(token)
  expect(first).toMatchObject({ state: 'expired', sessionId: expect.stringMatching(/^cs_/) })
  expect(second).toMatchObject({ state: 'open', sessionId: session })
})

test(
  'killed between Stripe and the save: the same cart continues with the session that was made',
  async () => {
    const before = await sessionsMade()
    const token = await fillCart(bag)
    await control().failNext({ kind: 'hang', committed: true, ...create })
    const killed = runApart('startCheckout', { cartToken: token, origin })
    await untilHanging()
    await killed.kill()
    await control().release()
    expect(await attemptsOf(token)).toMatchObject([{ state: 'creating', sessionId: null }])
    await checkOut(token)
    expect(await sessionsMade()).toBe(before + 1)
  },
  patience.test,
)

test(
  'killed between Stripe and the save, and the shopper gone: the reconciler finds session and stock',
  async () => {
    const last = await goods(1)
    const token = await fillCart(last)
    await control().failNext({ kind: 'hang', committed: true, ...create })
    const killed = runApart('startCheckout', { cartToken: token, origin })
    await untilHanging()
    await killed.kill()
    await hurryAttempts()
    await reconcileAttempts()
    const [attempt] = await attemptsOf(token)
    expect(attempt).toMatchObject({ state: 'open', sessionId: expect.stringMatching(/^cs_/) })
    await control().expire({ session: attempt?.sessionId ?? '' })
    await settleDown()
    expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 1, reserved: 0 })
  },
  patience.test,
)

test.each([
  ['that made nothing', false],
  ['that made a session all the same', true],
])('an error 500 %s, kept under its key: the next try takes a new key and works', async (_, committed) => {
  const token = await fillCart(bag)
  await control().failNext({ kind: 'server_error', committed, ...create })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  const session = await checkOut(token)
  expect(await attemptsOf(token)).toMatchObject([
    { state: 'abandoned', error: expect.stringContaining('kept an error') },
    { state: 'open', sessionId: session },
  ])
  await control().pay({ session })
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'placed' })
})

test('too many requests (429): try again, nothing lost, nothing made twice', async () => {
  const before = await sessionsMade()
  const token = await fillCart(bag)
  await control().failNext({ kind: 'rate_limit', ...create })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  await checkOut(token)
  expect(await sessionsMade()).toBe(before + 1)
})

test('while Stripe hangs nothing in the shop waits: no open transaction, others buy, the cart is free', async () => {
  const token = await fillCart(bag)
  await control().failNext({ kind: 'hang', ...create })
  const waiting = startCheckout({ cartToken: token, origin })
  await untilHanging()
  const open = await sql().$queryRaw`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND state LIKE 'idle in transaction%'`
  expect(open).toEqual([{ count: 0 }])
  await checkOut(await fillCart(bag))
  expect((await loadCart(sql(), token, { lock: true }))?.lines).toHaveLength(1)
  await control().release()
  expect((await waiting).url).toMatch(/\/pay\/cs_/)
})

test('Stripe hangs longer than the shop waits: try again, and the next try works', async () => {
  const token = await fillCart(bag)
  await checkOut(await fillCart(bag))
  await control().failNext({ kind: 'hang', ...create, times: 3 })
  const restore = setStripe('timeout', 300)
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  restore()
  await checkOut(token)
})

test('Stripe is down: try again, the cart intact, stock held; when it is back everything goes on', async () => {
  const token = await fillCart(bag)
  const earlier = await checkOut(await fillCart(bag))
  const closed = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => closed.once('listening', resolve))
  const { port } = closed.address() as { port: number }
  await new Promise((resolve) => closed.close(resolve))
  const restore = [setStripe('port', port), setStripe('maxNetworkRetries', 0)]
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  expect(await cancelCheckout((await orderOf(earlier)).token)).toBeNull()
  await hurryAttempts()
  expect(await reconcileAttempts()).toMatchObject({ failed: 1 })
  for (const change of restore) change()
  expect((await loadCart(sql(), token))?.lines).toHaveLength(1)
  await hurryAttempts()
  expect(await reconcileAttempts()).toMatchObject({ failed: 0 })
  const session = await checkOut(token)
  await control().pay({ session })
  await control().expire({ session: earlier })
  await settleDown()
  expect(await orderOf(session)).toMatchObject({ status: 'placed' })
  expect(await orderOf(earlier)).toMatchObject({ status: 'expired' })
})

test('Stripe is down when the shopper changed the cart: the old page stays until Stripe can be asked', async () => {
  const three = await goods(3)
  const token = await fillCart({ variantId: three.variantId, quantity: 2 })
  const first = await checkOut(token)
  const lineId = (await loadCart(sql(), token))?.lines[0]?.id ?? ''
  await updateLine({ token, lineId, quantity: 3 })
  await control().failNext({ kind: 'rate_limit', path: '/v1/checkout/sessions/*/expire' })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject({
    code: 'PAYMENT_UNAVAILABLE',
  })
  expect(await shelfOf(three.stockItemId), 'held on until Stripe says otherwise').toEqual({
    onHand: 3,
    reserved: 2,
  })
  await control().pay({ session: first })
  await settleDown()
  expect(await orderOf(first)).toMatchObject({ status: 'placed', lines: [{ quantity: 2 }] })
})

test('an attempt whose call never happened is given up when its time is over, and its stock is free', async () => {
  const last = await goods(1)
  const token = await fillCart(last)
  await control().failNext({ kind: 'rate_limit', ...create })
  await expect(startCheckout({ cartToken: token, origin })).rejects.toMatchObject(tryAgain)
  await control().moveClock({ seconds: 40 * 60 })
  await hurryAttempts()
  await reconcileAttempts()
  await control().moveClock({ seconds: -40 * 60 })
  expect(await attemptsOf(token)).toMatchObject([{ state: 'abandoned', sessionId: null }])
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 1, reserved: 0 })
})
