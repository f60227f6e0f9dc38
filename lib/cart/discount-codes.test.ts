import { beforeAll, expect, test } from 'vitest'
import { db, sql } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { smallDiscount, smallProduct, smallShop } from '@/prisma/factories'
import { addLines } from './add-lines'
import { outcomeOf } from './cart-discounts'
import { toCartView } from './cart-view'
import { cloneCart } from './clone-cart'
import { createCart, emptyCart } from './create-cart'
import { enterDiscountCode } from './enter-discount-code'
import { loadCart } from './load-cart'
import { readClosedCart } from './read-cart'
import { removeDiscountCode } from './remove-discount-code'
import { setDestination } from './set-destination'
import { setDiscountCodes } from './set-discount-codes'

testDatabase()

let bag: Awaited<ReturnType<typeof smallProduct>>
let book: Awaited<ReturnType<typeof smallProduct>>

beforeAll(async () => {
  await smallShop()
  bag = await smallProduct({ handle: 'bag', stock: 100, price: 4900 })
  book = await smallProduct({ handle: 'book', stock: 100, price: 4500 })
  await smallDiscount({ codes: ['TEN'] })
  await smallDiscount({ codes: ['Bags'], products: [bag.productId], off: 5000, combines: true })
  await smallDiscount({ codes: ['FREE'], kind: 'free_shipping', combines: true })
  await smallDiscount({ codes: ['OLD'], endsAt: new Date('2026-02-01T00:00:00Z') })
  await smallDiscount({ codes: ['HUNDRED'], minSubtotal: 10_000 })
})

/** A bag and a book: 94.00, and 6.50 for delivery. */
const fill = async () => {
  const lines = [bag, book].map(({ variantId }) => ({ variantId, quantity: 1 }))
  return (await addLines({ token: null, lines })).token
}
const warningsOf = (cart: { warnings: { code: string }[] }) => cart.warnings.map(({ code }) => code)

test('a code on the order is a share of every line; lines and subtotal stay, the total falls', async () => {
  const cart = await setDiscountCodes({ token: await fill(), codes: ['TEN'] })
  expect(cart.discounts).toMatchObject([
    { code: 'TEN', level: 'order', percent: 1000, amount: { minor: 940 } },
  ])
  expect(cart.lines.map(({ total, paid }) => [total.minor, paid.minor])).toEqual([
    [4500, 4050],
    [4900, 4410],
  ])
  expect(cart.totals).toMatchObject({
    subtotal: { minor: 9400 },
    discount: { minor: 940 },
    shipping: { minor: 650 },
    total: { minor: 9110 },
  })
})

test('one on products lowers their lines, and one on delivery delivery', async () => {
  const cart = await setDiscountCodes({ token: await fill(), codes: ['Bags', 'FREE'] })
  expect(cart.lines.map(({ total, subtotal }) => [subtotal.minor, total.minor])).toEqual([
    [4500, 4500],
    [4900, 2450],
  ])
  expect(cart.totals).toMatchObject({
    shipping: { minor: 0 },
    shippingDiscount: { minor: 650 },
    total: { minor: 6950 },
  })
})

test('a code that applies and takes nothing off is not said to be used, but why', async () => {
  await smallDiscount({ codes: ['GIFT'], off: 10_000, combines: true })
  const token = await fill()
  const used = await setDiscountCodes({ token, codes: ['FREE'] })
  expect(outcomeOf(used, 'FREE')).toBe('code')
  expect(toCartView(used).codes).toMatchObject([{ applicable: true, idle: null }])
  const rate = await db().shippingRate.create({
    data: {
      zoneId: (await db().shippingRate.findFirstOrThrow()).zoneId,
      title: 'On foot',
      price: 0,
      minDays: 1,
      maxDays: 2,
    },
  })
  const free = await setDiscountCodes({ token, codes: ['FREE', 'GIFT', 'Bags'] })
  await db().shippingRate.delete({ where: { id: rate.id } })
  expect(free.discounts.map(({ code }) => code)).toEqual(['Bags', 'GIFT'])
  expect(outcomeOf(free, 'free')).toBe('waits')
  expect(toCartView(free).codes[0]).toEqual({
    code: 'FREE',
    applicable: true,
    problem: null,
    idle: 'The code FREE is for free delivery, which you have already: it takes nothing off.',
  })
  await db().cart.update({ where: { token }, data: { countryCode: 'US' } })
  const nowhere = await loadCart(sql(), token)
  expect(nowhere?.discountCodes[0]?.idle).toBe('The code FREE counts once it is known what delivery costs.')
})

test('the list is replaced; codes are kept word for word, and the same in another case once', async () => {
  const token = await fill()
  await setDiscountCodes({ token, codes: ['FREE'] })
  const cart = await setDiscountCodes({ token, codes: [' tEN ', 'TEN', 'what?', ''] })
  expect(cart.discountCodes).toEqual([
    { code: 'tEN', applicable: true },
    { code: 'what?', applicable: false },
  ])
  expect((await setDiscountCodes({ token, codes: [] })).discountCodes).toEqual([])
})

test('codes that do not apply stay listed, and say why at every change', async () => {
  const token = await fill()
  const codes = ['what?', 'OLD', 'HUNDRED']
  const why = ['DISCOUNT_NOT_FOUND', 'DISCOUNT_CURRENTLY_INACTIVE', 'DISCOUNT_PURCHASE_NOT_IN_RANGE']
  expect(warningsOf(await setDiscountCodes({ token, codes }))).toEqual(why)
  const moved = await setDestination({ token, countryCode: 'NZ', rateId: null })
  expect(warningsOf(moved)).toEqual(why)
  const more = await addLines({ token, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  expect(warningsOf(more)).toEqual(why.slice(0, 2))
  expect(toCartView(more).codes).toMatchObject([
    { problem: 'We don’t know the code what?.' },
    { problem: 'The code OLD is not valid at the moment.' },
    { applicable: true, problem: null },
  ])
})

test('a collection’s discount is for all that is in it now', async () => {
  const { id } = await db().collection.create({
    data: {
      handle: 'reading',
      title: 'Reading',
      products: { create: { productId: book.productId, position: 1 } },
    },
  })
  const discountId = await smallDiscount({ codes: ['READ'], products: [bag.productId] })
  await db().discountScope.deleteMany({ where: { discountId } })
  await db().discountScope.create({ data: { discountId, role: 'target', collectionId: id } })
  const cart = await setDiscountCodes({ token: await fill(), codes: ['READ'] })
  expect(cart.lines.map(({ total }) => total.minor)).toEqual([4050, 4900])
})

test('buy one, get one: the other is free', async () => {
  await smallDiscount({
    codes: ['BOGO'],
    kind: 'buy_x_get_y',
    off: 10_000,
    buys: [bag.productId],
    products: [book.productId],
  })
  const cart = await setDiscountCodes({ token: await fill(), codes: ['BOGO'] })
  expect(cart.lines.map(({ total }) => total.minor)).toEqual([0, 4900])
  const alone = await addLines({ token: null, lines: [{ variantId: book.variantId, quantity: 3 }] })
  expect(warningsOf(await setDiscountCodes({ token: alone.token, codes: ['BOGO'] }))).toEqual([
    'DISCOUNT_QUANTITY_NOT_IN_RANGE',
  ])
})

test('an automatic discount needs no code, and ends by itself', async () => {
  const id = await smallDiscount({ title: 'Spring', off: 2000, combines: true })
  const token = await fill()
  const cart = await setDiscountCodes({ token, codes: [] })
  expect(cart.discounts).toMatchObject([{ code: null, title: 'Spring', amount: { minor: 1880 } }])
  await db().discount.update({ where: { id }, data: { endsAt: new Date() } })
  expect((await setDiscountCodes({ token, codes: [] })).discounts).toEqual([])
})

test('typed or followed: a known code begins a cart, joins one, and is there once', async () => {
  const begun = await enterDiscountCode({ token: null, code: 'ten' })
  expect(begun).toMatchObject({
    lines: [],
    discountCodes: [{ code: 'ten', applicable: false }],
    warnings: [],
  })
  await addLines({ token: begun.token, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  const again = await enterDiscountCode({ token: begun.token, code: 'TEN' })
  expect(again.discountCodes).toEqual([{ code: 'ten', applicable: true }])
  const two = await enterDiscountCode({ token: begun.token, code: 'FREE' })
  expect(two.discountCodes.map(({ code }) => code)).toEqual(['ten', 'FREE'])
  expect((await removeDiscountCode({ token: begun.token, code: 'TEN' })).discountCodes).toEqual([
    { code: 'FREE', applicable: true },
  ])
})

test('a code in letters that only the database takes for the same is there once, and not one too many', async () => {
  await smallDiscount({ codes: ['VISIT'] })
  const { token } = await enterDiscountCode({ token: null, code: 'visit' })
  expect((await enterDiscountCode({ token, code: 'VİSİT' })).discountCodes).toMatchObject([{ code: 'visit' }])
})

test('a code the shop does not have begins no cart and is not kept', async () => {
  const carts = await db().cart.count()
  await expect(enterDiscountCode({ token: null, code: 'what?' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await db().cart.count()).toBe(carts)
})

test('thirty misses are enough for one address, with a cart or without; a known code counts for nothing', async () => {
  const enter = (code: string, visitor = 'script') => enterDiscountCode({ token: null, code, visitor })
  await Promise.all(Array.from({ length: 5 }, () => enter('TEN')))
  const guesses = Array.from({ length: 40 }, (_, index) => enter(`guess-${index}`))
  const answers = await Promise.allSettled(guesses)
  const said = answers.map((answer) => (answer.status === 'rejected' ? answer.reason.code : 'found'))
  expect(said.filter((code) => code === 'NOT_FOUND')).toHaveLength(30)
  expect(said.filter((code) => code === 'TOO_OFTEN')).toHaveLength(10)
  await expect(enter('TEN'), 'nothing more is answered').rejects.toMatchObject({
    code: 'TOO_OFTEN',
    field: 'code',
  })
  await enter('TEN', 'person')
})

test('a cart holds so many codes and no more', async () => {
  const token = await fill()
  const codes = Array.from({ length: 26 }, (_, index) => `code-${index}`)
  await expect(setDiscountCodes({ token, codes })).rejects.toMatchObject({ code: 'TOO_MANY' })
  await expect(setDiscountCodes({ token, codes: ['x'.repeat(256)] })).rejects.toMatchObject({
    code: 'INVALID',
  })
  await setDiscountCodes({ token, codes: codes.slice(1) })
  await expect(enterDiscountCode({ token, code: 'TEN' })).rejects.toMatchObject({ code: 'TOO_MANY' })
})

test('what looks like a gift card’s code is kept masked, wherever it comes from; a discount’s is not', async () => {
  await smallDiscount({ codes: ['WELCOMEBACKMARCH'], combines: true })
  const codes = ['7k2m-9xq4 0tvb-h3dw', 'WelcomeBackMarch', 'what?']
  const kept = ['••••H3DW', 'WelcomeBackMarch', 'what?']
  const set = await setDiscountCodes({ token: await fill(), codes })
  expect(set.discountCodes.map(({ code }) => code)).toEqual(kept)
  const made = await createCart({ ...emptyCart, discountCodes: codes })
  expect(made.discountCodes.map(({ code }) => code)).toEqual(kept)
  const again = await setDiscountCodes({ token: made.token, codes: [...kept, 'TEN'] })
  expect(again.discountCodes.map(({ code }) => code)).toEqual([...kept, 'TEN'])
})

test('who can only name a cart sees and copies no code but the shop’s own', async () => {
  const token = await fill()
  const { publicId } = await setDiscountCodes({ token, codes: ['what?', 'OLD', 'TEN'] })
  const closed = await readClosedCart(publicId)
  expect(closed?.discountCodes.map(({ code }) => code)).toEqual(['OLD', 'TEN'])
  expect(closed?.warnings.map(({ message }) => message)).toEqual(['The code OLD is not valid at the moment.'])
  const copy = await cloneCart(publicId)
  expect(copy.discountCodes.map(({ code }) => code)).toEqual(['OLD', 'TEN'])
})

test('a code is changed in four statements, whatever stands on the cart', async () => {
  const token = await fill()
  const { statements } = await countStatements(() =>
    setDiscountCodes({ token, codes: ['TEN', 'Bags', 'FREE'], visitor: 'person' }),
  )
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(4)
})
