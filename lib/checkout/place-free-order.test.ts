import { beforeAll, expect, test } from 'vitest'
import { addLines } from '@/lib/cart/add-lines'
import { applyGiftCards } from '@/lib/cart/apply-gift-cards'
import { enterCode } from '@/lib/cart/enter-code'
import { type Cart, loadCart } from '@/lib/cart/load-cart'
import { removeDiscountCode } from '@/lib/cart/remove-discount-code'
import { removeGiftCards } from '@/lib/cart/remove-gift-cards'
import { setDestination } from '@/lib/cart/set-destination'
import { db, sql } from '@/lib/db'
import { requestRefund } from '@/lib/orders/request-refund'
import { shelfOf } from '@/lib/testing/shelf'
import { checkOut, fillCart, origin, testShop } from '@/lib/testing/shop'
import { owner } from '@/lib/testing/staff'
import { smallDiscount, smallGiftCard, smallProduct } from '@/prisma/factories'
import { fingerprint } from './freeze-order'
import { freeOrderForm, placeFreeOrder } from './place-free-order'
import { startCheckout } from './start-checkout'

const { control, settleDown } = testShop()

type Goods = Awaited<ReturnType<typeof smallProduct>>
let sample: Goods
let count = 0
const free = (stock: number) => smallProduct({ handle: `free-${++count}`, stock, price: 0, sent: false })

beforeAll(async () => {
  sample = await free(100)
})

const form = freeOrderForm.parse({ email: 'Ana@example.nz', name: 'Ana' })
const orderOf = (token: string) =>
  db().order.findUniqueOrThrow({ where: { token }, include: { addresses: true } })

test('an order of nothing skips Stripe: placed, paid, off the shelf, with its mails', async () => {
  const few = await free(3)
  const cart = await fillCart({ variantId: few.variantId, quantity: 2 })
  const before = (await control().state()).counts.session
  expect(await startCheckout({ cartToken: cart, origin })).toEqual({ url: '/checkout' })
  const token = await placeFreeOrder(cart, form)
  await settleDown()
  expect(await orderOf(token)).toMatchObject({
    status: 'placed',
    paymentStatus: 'paid',
    total: 0,
    email: 'Ana@example.nz',
    addresses: [{ kind: 'billing', name: 'Ana' }],
  })
  expect(await shelfOf(few.stockItemId)).toEqual({ onHand: 1, reserved: 0 })
  expect((await control().state()).counts.session).toBe(before)
  expect(await loadCart(sql(), cart), 'it has ended').toBeNull()
})

test('a double click places one order', async () => {
  const cart = await fillCart(sample)
  const results = await Promise.allSettled([placeFreeOrder(cart, form), placeFreeOrder(cart, form)])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'CART_EMPTY' },
  })
})

test('twenty buyers for the last free one: one gets it', async () => {
  const last = await free(1)
  const carts = await Promise.all(Array.from({ length: 20 }, () => fillCart(last)))
  const results = await Promise.allSettled(carts.map((cart) => placeFreeOrder(cart, form)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await shelfOf(last.stockItemId)).toEqual({ onHand: 0, reserved: 0 })
})

test('a cart that costs something is never placed for nothing', async () => {
  const dear = await smallProduct({ handle: 'dear', stock: 5 })
  await expect(placeFreeOrder(await fillCart(dear), form)).rejects.toMatchObject({ code: 'CART_CHANGED' })
  await expect(placeFreeOrder('A'.repeat(32), form)).rejects.toMatchObject({ code: 'CART_EMPTY' })
})

test('a free order is the one its page showed: other goods, another country, a code or a card gone meanwhile are shown first', async () => {
  const book = await smallProduct({ handle: 'covered', stock: 5, sent: false })
  const { code } = await smallGiftCard({ amount: 50_000 })
  const spare = await smallGiftCard({ amount: 50_000 })
  await smallDiscount({ codes: ['HALF'], kind: 'amount', off: 1000 })
  const token = await fillCart(book)
  await applyGiftCards({ token, codes: [code, spare.code] })
  await enterCode({ token, code: 'HALF' })
  const agreed = async () => fingerprint((await loadCart(sql(), token)) as Cart)
  for (const change of [
    () => addLines({ token, lines: [{ variantId: book.variantId, quantity: 1 }] }),
    () => setDestination({ token, countryCode: 'AU', rateId: null }),
    () => setDestination({ token, countryCode: 'NZ', rateId: null }),
    () => removeDiscountCode({ token, code: 'HALF' }),
    async () => {
      const [card] = (await loadCart(sql(), token))?.giftCards ?? []
      await removeGiftCards({ token, ids: [card?.id ?? ''] })
    },
  ]) {
    const shown = await agreed()
    await change()
    const stale = placeFreeOrder(token, form, { agreed: shown })
    await expect(stale).rejects.toMatchObject({ code: 'CART_CHANGED' })
  }
  await placeFreeOrder(token, form, { agreed: await agreed() })
  expect(await shelfOf(book.stockItemId)).toEqual({ onHand: 3, reserved: 0 })
})

test('a cart that became free while its payment page is open is not placed beside it', async () => {
  const book = await smallProduct({ handle: 'book', stock: 5, sent: false })
  const cart = await fillCart(book)
  await checkOut(cart)
  await db().price.updateMany({ where: { variantId: book.variantId }, data: { amount: 0 } })
  await expect(placeFreeOrder(cart, form)).rejects.toMatchObject({ code: 'CART_CHANGED' })
  expect(await startCheckout({ cartToken: cart, origin })).toEqual({ url: '/checkout' })
  await placeFreeOrder(cart, form)
  expect(await shelfOf(book.stockItemId)).toEqual({ onHand: 4, reserved: 0 })
})

test('what is sent needs an address, and goes to the country of the cart', async () => {
  await db().shippingRate.create({
    data: { title: 'Gift', price: 0, minDays: 1, maxDays: 2, zone: { connect: { id: 1 } } },
  })
  const gift = await smallProduct({ handle: 'gift', stock: 5, price: 0 })
  const cart = await fillCart(gift)
  await setDestination({ token: cart, countryCode: 'NZ', rateId: null })
  await expect(placeFreeOrder(cart, form)).rejects.toMatchObject({ code: 'INVALID', field: 'line1' })
  const token = await placeFreeOrder(cart, { ...form, line1: '1 Road', city: 'Tauranga', postcode: '3110' })
  expect((await orderOf(token)).addresses).toHaveLength(2)
})

test('a state is asked for where addresses have one, and nowhere else', async () => {
  await db().shippingZone.deleteMany({ where: { countries: { has: 'AU' } } })
  const rates = { create: { title: 'Gift', price: 0, minDays: 1, maxDays: 2 } }
  await db().shippingZone.create({ data: { name: 'Abroad', countries: ['AU', 'SG'], rates } })
  const gift = await smallProduct({ handle: 'gift-abroad', stock: 5, price: 0 })
  const sentTo = async (countryCode: string, region: string) => {
    const cart = await fillCart(gift)
    await setDestination({ token: cart, countryCode, rateId: null })
    return placeFreeOrder(cart, { ...form, line1: '1 Road', city: 'Town', postcode: '3000', region })
  }
  await expect(sentTo('AU', '')).rejects.toMatchObject({ code: 'INVALID', field: 'region' })
  expect(await orderOf(await sentTo('AU', 'VIC'))).toMatchObject({ countryCode: 'AU' })
  expect(await orderOf(await sentTo('SG', ''))).toMatchObject({ countryCode: 'SG' })
})

test('nothing was paid, so nothing goes back', async () => {
  const order = await orderOf(await placeFreeOrder(await fillCart(sample), form))
  const refund = requestRefund(owner, {
    orderId: order.id,
    version: order.version,
    lines: [],
    amount: 1,
    reason: '',
    requestKey: crypto.randomUUID(),
  })
  await expect(refund).rejects.toMatchObject({ code: 'INVALID' })
})

test('one address places ten free orders an hour; its cart is kept, and others order', async () => {
  for (let round = 0; round < 10; round++)
    await placeFreeOrder(await fillCart(sample), form, { visitor: 'script' })
  const cart = await fillCart(sample)
  await expect(placeFreeOrder(cart, form, { visitor: 'script' })).rejects.toMatchObject({ code: 'TOO_OFTEN' })
  expect((await loadCart(sql(), cart))?.lines).toHaveLength(1)
  await placeFreeOrder(cart, form, { visitor: 'person' })
})
