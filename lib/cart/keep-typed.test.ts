import { beforeAll, expect, test } from 'vitest'
import { sql } from '@/lib/db'
import { fillCart, testShop } from '@/lib/testing/shop'
import { smallDiscount, smallGiftCard, smallProduct } from '@/prisma/factories'
import { keepTyped, type Typed } from './keep-typed'
import { loadCart } from './load-cart'
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

const cartNow = async (token: string) => {
  const cart = await loadCart(sql(), token)
  return { note: cart?.note, country: cart?.countryCode, codes: cart?.discountCodes.map(({ code }) => code) }
}

test('a window left open undoes nothing of what another one did', async () => {
  const token = await fillCart(tea)
  const stale = await pageOf(token)
  await setNote({ token, note: 'Back door' })
  await setDestination({ token, countryCode: 'AU', rateId: null })
  expect(await keepTyped({ token, ...stale })).toBeNull()
  expect(await cartNow(token)).toMatchObject({ note: 'Back door', country: 'AU' })
  const later = await pageOf(token)
  await setNote({ token, note: '' })
  expect(await keepTyped({ token, ...later })).toBeNull()
  expect(await cartNow(token), 'an old note does not come back').toMatchObject({ note: '' })
  expect(await keepTyped({ token, ...later, note: 'Ring the bell' })).toBe('saved')
  expect(await cartNow(token)).toMatchObject({ note: 'Ring the bell' })
})

test('a note is not touched because its line ends were posted, nor one taken away kept', async () => {
  const token = await fillCart(tea)
  await setNote({ token, note: 'Back\ndoor' })
  const page = await pageOf(token)
  expect(await keepTyped({ token, ...page, note: 'Back\r\ndoor' })).toBeNull()
  expect(await keepTyped({ token, ...page, note: '' })).toBe('saved')
  expect(await cartNow(token)).toMatchObject({ note: '' })
})

test('of all that is typed nothing is lost, and what may change the sum is said', async () => {
  const token = await fillCart(tea)
  const page = await pageOf(token)
  expect(await keepTyped({ token, ...page, note: 'Bell', country: 'AU', code: 'ten' })).toBe('code')
  expect(await cartNow(token)).toEqual({ note: 'Bell', country: 'AU', codes: ['ten'] })
  expect(await keepTyped({ token, ...(await pageOf(token)), note: '', country: 'NZ' })).toBe('destination')
  expect(await keepTyped({ token, ...(await pageOf(token)), code: 'MUCH' })).toBe('waits')
  const { code } = await smallGiftCard({ amount: 500 })
  expect(await keepTyped({ token, ...(await pageOf(token)), code })).toBe('giftcard')
})

test('what is wrong with a code or a country does not lose the note', async () => {
  const token = await fillCart(tea)
  const wrong = { note: 'Bell', country: 'AU', code: 'NO-SUCH-CODE' }
  const page = await pageOf(token)
  await expect(keepTyped({ token, ...page, ...wrong })).rejects.toMatchObject({ field: 'code' })
  expect(await cartNow(token)).toMatchObject({ note: 'Bell', country: 'AU' })
  const unserved = { ...(await pageOf(token)), note: 'Door', country: 'XX' }
  await expect(keepTyped({ token, ...unserved })).rejects.toMatchObject({ code: 'UNSHIPPABLE' })
  expect(await cartNow(token)).toMatchObject({ note: 'Door', country: 'AU' })
})

test('nothing is typed into a cart that has ended', async () => {
  const token = 'A'.repeat(32)
  const page = { rate: null, shownRate: null, code: '' }
  for (const typed of [{ note: 'x' }, { country: 'NZ' }, { code: 'TEN' }])
    await expect(keepTyped({ token, ...page, ...typed })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
