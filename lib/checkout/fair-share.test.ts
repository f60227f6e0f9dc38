import { expect, test } from 'vitest'
import { setDestination } from '@/lib/cart/set-destination'
import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import { updateLine } from '@/lib/cart/update-line'
import { db, sql } from '@/lib/db'
import { shelfOf } from '@/lib/testing/shelf'
import { fillCart, origin, sessionOf, testShop } from '@/lib/testing/shop'
import { work } from '@/lib/testing/work'
import { smallDiscount, smallProduct } from '@/prisma/factories'
import { startCheckout } from './start-checkout'

const { control, settleDown } = testShop()

let count = 0
const goods = (stock: number) => smallProduct({ handle: `goods-${++count}`, stock })
type Goods = Awaited<ReturnType<typeof goods>>

const begin = (cartToken: string, visitor: string) => startCheckout({ cartToken, origin, visitor })
const start = async (visitor: string, { variantId }: Goods, quantity = 1) =>
  sessionOf((await begin(await fillCart({ variantId, quantity }), visitor)).url)
const expire = async (...sessions: string[]) => {
  for (const session of sessions) await control().expire({ session })
  await settleDown()
}
const refused = { code: 'TOO_OFTEN' }

test('a script parks a whole shelf three times a day; then it holds half, and others buy', async () => {
  const tea = await goods(10)
  for (let round = 0; round < 3; round++) await expire(await start('script', tea, 10))
  await expect(start('script', tea, 6)).rejects.toMatchObject(refused)
  expect(await shelfOf(tea.stockItemId)).toEqual({ onHand: 10, reserved: 0 })
  await start('script', tea, 3)
  await start('script', tea, 2)
  await expect(start('script', tea)).rejects.toMatchObject(refused)
  const person = await start('person', tea, 5)
  await control().pay({ session: person })
  await settleDown()
  expect(await shelfOf(tea.stockItemId)).toEqual({ onHand: 5, reserved: 5 })
})

test('of a large shelf nobody parks more than half, not even at first, nor in parts or at one moment', async () => {
  const tea = await goods(100)
  const tooLarge = { code: 'TOO_OFTEN', field: 'quantity' }
  await expect(start('script', tea, 51)).rejects.toMatchObject(tooLarge)
  expect(await shelfOf(tea.stockItemId)).toEqual({ onHand: 100, reserved: 0 })
  const starts = await Promise.allSettled([20, 20, 20].map((quantity) => start('script', tea, quantity)))
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  await expect(start('script', tea, 11)).rejects.toMatchObject({ code: 'TOO_OFTEN', field: undefined })
  const large = await start('salon', tea, 50)
  await control().pay({ session: large })
  await settleDown()
  expect(await shelfOf(tea.stockItemId)).toEqual({ onHand: 50, reserved: 40 })
})

test('what a household takes is theirs, even where it is all there is', async () => {
  const jar = await goods(24)
  await start('household', jar, 24)
  expect(await shelfOf(jar.stockItemId)).toEqual({ onHand: 24, reserved: 24 })
})

test('the last one is not parked for ever either', async () => {
  const last = await goods(1)
  for (let round = 0; round < 3; round++) await expire(await start('script', last))
  // "Take fewer" would be no help with one piece.
  await expect(start('script', last)).rejects.toMatchObject({ ...refused, field: undefined })
  await control().pay({ session: await start('person', last) })
})

test('checkouts begun at the same moment see each other', async () => {
  const tea = await goods(10)
  await expire(...(await Promise.all([1, 2, 3].map(() => start('script', tea, 3)))))
  const starts = await Promise.allSettled(Array.from({ length: 8 }, () => start('script', tea, 2)))
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(await shelfOf(tea.stockItemId)).toEqual({ onHand: 10, reserved: 4 })
})

test('a script parks the uses of a limited code three times a day; then it holds half, and others use it', async () => {
  const [tea, id] = [await goods(1000), await smallDiscount({ codes: ['FOUR'], limit: 4 })]
  const startWith = async (visitor: string) => {
    const token = await fillCart(tea)
    await setDiscountCodes({ token, codes: ['FOUR'] })
    return sessionOf((await begin(token, visitor)).url)
  }
  await expire(await startWith('script'), await startWith('script'))
  const starts = await Promise.allSettled(Array.from({ length: 4 }, () => startWith('script')))
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  await expect(startWith('script')).rejects.toMatchObject(refused)
  expect(await db().discount.findUniqueOrThrow({ where: { id } })).toMatchObject({ uses: 2 })
  await start('script', tea)
  await control().pay({ session: await startWith('person') })
  await settleDown()
  await startWith('person')
  await expect(startWith('office'), 'nothing is left').resolves.toBeDefined()
  await expire(...starts.flatMap((begun) => (begun.status === 'fulfilled' ? [begun.value] : [])))
  await expect(startWith('script'), 'one of three may be held').resolves.toBeDefined()
})

test('a code without a limit may be in any number of checkouts', async () => {
  const tea = await goods(1000)
  await smallDiscount({ codes: ['EVERYBODY'] })
  for (let round = 0; round < 5; round++) {
    const token = await fillCart(tea)
    await setDiscountCodes({ token, codes: ['EVERYBODY'] })
    await begin(token, 'office')
  }
})

test('other goods, paid checkouts and yesterday’s don’t count', async () => {
  const [tea, cup] = [await goods(100), await goods(4)]
  for (let round = 0; round < 4; round++) await start('office', tea)
  for (let round = 0; round < 3; round++) await control().pay({ session: await start('office', cup) })
  await settleDown()
  await expire(await start('office', cup), await start('family', await goods(1)))
  const jar = await goods(3)
  for (let round = 0; round < 3; round++) await expire(await start('office', jar, 3))
  await sql().$executeRaw`UPDATE checkout_attempt SET created_at = created_at - interval '25 hours'`
  await start('office', jar, 3)
})

test('thirty unpaid checkouts in ten minutes are enough for one address, not for another', async () => {
  const tea = await goods(1000)
  for (let round = 0; round < 29; round++) await start('script', tea)
  await control().pay({ session: await start('script', tea) })
  await settleDown()
  await start('script', tea)
  const cart = await fillCart(tea)
  await expect(begin(cart, 'script')).rejects.toMatchObject(refused)
  expect(await db().cartLine.count({ where: { cart: { token: cart } } }), 'nothing is lost').toBe(1)
  await start('person', tea)
  await sql().$executeRaw`UPDATE checkout_attempt SET created_at = created_at - interval '10 minutes'`
  await begin(cart, 'script')
})

test('one cart changes its checkout ten times in ten minutes; to continue the same one is no start', async () => {
  const tea = await goods(1000)
  const token = await fillCart(tea)
  const { id: lineId } = await db().cartLine.findFirstOrThrow({ where: { cart: { token } } })
  for (let quantity = 1; quantity <= 10; quantity++) {
    await updateLine({ token, lineId, quantity })
    await begin(token, `network ${quantity}`)
    await begin(token, 'another')
  }
  await updateLine({ token, lineId, quantity: 11 })
  await expect(begin(token, 'another')).rejects.toMatchObject(refused)
})

test('one shopper changes the country back and forth and keeps most of the shelf', async () => {
  const tea = await goods(10)
  const token = await fillCart({ ...tea, quantity: 8 })
  for (const countryCode of ['NZ', 'AU', 'NZ', 'AU', 'NZ']) {
    await setDestination({ token, countryCode, rateId: null })
    await begin(token, 'undecided')
  }
  expect(await shelfOf(tea.stockItemId)).toEqual({ onHand: 10, reserved: 8 })
})

test('where a checkout came from is forgotten after a day', async () => {
  await db().checkoutAttempt.updateMany({ data: { visitor: null } })
  const tea = await goods(10)
  const [old, young] = [await start('somebody', tea), await start('somebody', tea)]
  await sql().$executeRaw`
    UPDATE checkout_attempt SET created_at = now() - interval '25 hours' WHERE session_id = ${old}`
  await sql().$executeRaw`SELECT graphile_worker.add_job('forget_visitors')`
  await work()
  const known = await db().checkoutAttempt.findMany({ where: { visitor: 'somebody' } })
  expect(known.map(({ sessionId }) => sessionId)).toEqual([young])
})
