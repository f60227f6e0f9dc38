import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '@/lib/db'
import { fillCart, testShop } from '@/lib/testing/shop'
import { smallDiscount, smallGiftCard, smallProduct } from '@/prisma/factories'
import { addLines } from './add-lines'
import { isToBeSeen, keepTyped, type Typed } from './keep-typed'
import { limits } from './limits'
import { loadCart } from './load-cart'
import { removeLine } from './remove-line'
import { setDestination } from './set-destination'
import { setNote } from './set-note'

testShop()

let tea: Awaited<ReturnType<typeof smallProduct>>

beforeAll(async () => {
  tea = await smallProduct({ handle: 'tea', stock: 100 })
  await smallDiscount({ codes: ['TEN'] })
  await smallDiscount({ codes: ['MUCH'], minSubtotal: 1_000_000 })
})

/** A page as it is shown now, its fields untouched. */
async function pageOf(token: string): Promise<Typed> {
  const cart = await loadCart(sql(), token)
  if (!cart) throw new Error('there is no such cart')
  const rate = cart.rate && BigInt(cart.rate.id)
  const { note, countryCode: country } = cart
  return { note, shownNote: note, country, shownCountry: country, rate, shownRate: rate, code: '' }
}

const outcome = async (...input: Parameters<typeof keepTyped>) => (await keepTyped(...input)).outcome

const cartNow = async (token: string) => {
  const cart = await loadCart(sql(), token)
  return { note: cart?.note, country: cart?.countryCode, codes: cart?.discountCodes.map(({ code }) => code) }
}

const linesNow = async (token: string) => {
  const lines = (await loadCart(sql(), token))?.lines ?? []
  return { lines, quantities: lines.map(({ quantity }) => quantity) }
}

/** One of each. */
async function threeLines() {
  const token = await fillCart(tea)
  for (const handle of ['oats', 'salt']) {
    const { variantId } = await smallProduct({ handle: `${handle}-${randomUUID()}`, stock: 100 })
    await addLines({ token, lines: [{ variantId, quantity: 1 }] })
  }
  return { token, ...(await linesNow(token)) }
}

test('a window left open undoes nothing of what another one did', async () => {
  const token = await fillCart(tea)
  const stale = await pageOf(token)
  await setNote({ token, note: 'Back door' })
  await setDestination({ token, countryCode: 'AU', rateId: null })
  expect(await outcome({ token, ...stale })).toBeNull()
  expect(await cartNow(token)).toMatchObject({ note: 'Back door', country: 'AU' })
  const later = await pageOf(token)
  await setNote({ token, note: '' })
  expect(await outcome({ token, ...later })).toBeNull()
  expect(await cartNow(token), 'an old note does not come back').toMatchObject({ note: '' })
  expect(await outcome({ token, ...later, note: 'Ring the bell' })).toBe('saved')
  expect(await cartNow(token)).toMatchObject({ note: 'Ring the bell' })
})

test('a note is not touched because its line ends were posted, nor one taken away kept', async () => {
  const token = await fillCart(tea)
  await setNote({ token, note: 'Back\ndoor' })
  const page = await pageOf(token)
  expect(await outcome({ token, ...page, note: 'Back\r\ndoor' })).toBeNull()
  expect(await outcome({ token, ...page, note: '' })).toBe('saved')
  expect(await cartNow(token)).toMatchObject({ note: '' })
})

test('of all that is typed nothing is lost, and what may change the sum is said', async () => {
  const token = await fillCart(tea)
  const page = await pageOf(token)
  expect(await outcome({ token, ...page, note: 'Bell', country: 'AU', code: 'ten' })).toBe('code')
  expect(await cartNow(token)).toEqual({ note: 'Bell', country: 'AU', codes: ['ten'] })
  expect(await outcome({ token, ...(await pageOf(token)), note: '', country: 'NZ' })).toBe('destination')
  expect(await outcome({ token, ...(await pageOf(token)), code: 'MUCH' })).toBe('waits')
  const { code } = await smallGiftCard({ amount: 500 })
  expect(await outcome({ token, ...(await pageOf(token)), code })).toBe('giftcard')
})

test('what is wrong with one thing loses none of the others, and each is told', async () => {
  const token = await fillCart(tea)
  const { lines } = await linesNow(token)
  const quantities = [{ lineId: lines[0]?.id ?? '', quantity: 3 }]
  const wrong = { note: 'Bell', country: 'XX', code: 'NO-SUCH-CODE', quantities }
  const kept = await keepTyped({ token, ...(await pageOf(token)), ...wrong })
  expect(kept).toMatchObject({ outcome: 'quantities', refused: [{ code: 'UNSHIPPABLE' }, { field: 'code' }] })
  expect(isToBeSeen(kept)).toBe(true)
  expect(await cartNow(token)).toMatchObject({ note: 'Bell', country: 'NZ' })
  expect(await linesNow(token)).toMatchObject({ quantities: [3] })
  const long = { note: 'x'.repeat(limits.note + 1), code: 'TEN' }
  expect(await keepTyped({ token, ...(await pageOf(token)), ...long })).toMatchObject({
    outcome: 'code',
    refused: [{ field: 'note' }],
  })
  expect(await cartNow(token)).toMatchObject({ note: 'Bell', codes: ['TEN'] })
})

test('quantities of several lines are set at once; what is none is told, and the others count', async () => {
  const { token, lines } = await threeLines()
  const [first, second, third] = lines.map(({ id }) => id) as [string, string, string]
  const page = await pageOf(token)
  const typed = (...quantities: [string, number | null][]) =>
    keepTyped({ token, ...page, quantities: quantities.map(([lineId, quantity]) => ({ lineId, quantity })) })
  expect(await typed([first, 4], [second, null], [third, 200])).toMatchObject({
    outcome: 'quantities',
    refused: [{ code: 'INVALID', field: 'quantity' }],
    cuts: [{ lineId: third, asked: 200, quantity: 100 }],
    removed: [],
  })
  expect((await linesNow(token)).quantities).toEqual([4, 1, 100])
  const cut = await typed([third, 300])
  expect(cut, 'that is not what was typed').toMatchObject({ outcome: null, cuts: [{ asked: 300 }] })
  expect(isToBeSeen(cut)).toBe(true)
  const away = await typed([first, 0])
  expect(away).toMatchObject({ outcome: null, refused: [], removed: [{ quantity: 4 }] })
  expect(isToBeSeen(away), 'an order without it').toBe(true)
  await addLines({ token, lines: away.removed })
  expect((await linesNow(token)).quantities).toEqual([4, 1, 100])
})

test('a line that another window took out keeps nobody from changing the others, and does not come back', async () => {
  const { token, lines } = await threeLines()
  const [first, second] = lines.map(({ id }) => id) as [string, string]
  const page = await pageOf(token)
  await removeLine({ token, lineId: first })
  const quantities = [first, second].map((lineId) => ({ lineId, quantity: 7 }))
  expect(await keepTyped({ token, ...page, quantities })).toMatchObject({
    outcome: 'quantities',
    refused: [{ code: 'NOT_FOUND' }],
  })
  expect((await linesNow(token)).quantities).toEqual([7, 1])
  const late = await keepTyped({ token, ...page, quantities: quantities.slice(0, 1) })
  expect(late).toMatchObject({ outcome: null, refused: [{ code: 'NOT_FOUND' }] })
})

test('nothing is typed into a cart that has ended', async () => {
  const token = 'A'.repeat(32)
  const page = { rate: null, shownRate: null, code: '' }
  const quantities = [{ lineId: randomUUID(), quantity: 1 }]
  for (const typed of [{ note: 'x' }, { country: 'NZ' }, { code: 'TEN' }, { quantities }])
    await expect(keepTyped({ token, ...page, ...typed })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('what fails and nobody expected loses none of the rest: a line that was typed away can be put back', async () => {
  const { token, lines } = await threeLines()
  await sql().$executeRaw`ALTER TABLE cart ADD CONSTRAINT none_abroad CHECK (country_code = 'NZ') NOT VALID`
  try {
    const kept = await keepTyped({
      token,
      ...(await pageOf(token)),
      note: 'Back door',
      quantities: [{ lineId: lines[0]?.id ?? '', quantity: 0 }],
      country: 'AU',
      rate: null,
      code: 'TEN',
    })
    expect(kept).toMatchObject({ outcome: 'code', removed: [{ quantity: 1 }] })
    expect(kept.refused).toMatchObject([{ message: expect.stringContaining('none_abroad') }])
    expect(isToBeSeen(kept)).toBe(true)
  } finally {
    await sql().$executeRaw`ALTER TABLE cart DROP CONSTRAINT none_abroad`
  }
  expect(await cartNow(token)).toEqual({ note: 'Back door', country: 'NZ', codes: ['TEN'] })
})
