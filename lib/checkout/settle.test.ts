import { afterEach, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { checkInvariants } from '@/lib/testing/invariants'
import { shelfOf } from '@/lib/testing/shelf'
import { checkOut, fillCart, orderOf, testShop } from '@/lib/testing/shop'
import { smallProduct } from '@/lib/testing/small-shop'
import { settle } from './settle'

const { standIn, control, settleDown } = testShop()

let bag: Awaited<ReturnType<typeof smallProduct>>

beforeAll(async () => {
  bag = await smallProduct({ handle: 'bag', stock: 1000 })
})

afterEach(async () => {
  await control().clearFaults()
  await checkInvariants({ standIn: standIn() })
})

test('a paid session places its order: ledger, stock, address, mails, cart', async () => {
  const before = await shelfOf(bag.stockItemId)
  const cart = await fillCart({ variantId: bag.variantId, quantity: 2 })
  const session = await checkOut(cart)
  expect(await shelfOf(bag.stockItemId)).toEqual({ ...before, reserved: before.reserved + 2 })
  await control().pay({ session })
  await settleDown()
  const order = await orderOf(session)
  expect(order).toMatchObject({ status: 'placed', paymentStatus: 'paid', total: 2 * 4900 + 650, review: [] })
  expect(await shelfOf(bag.stockItemId)).toEqual({ ...before, onHand: before.onHand - 2 })
  expect(await settle(session)).toEqual({ state: 'paid', orderToken: order.token })
  expect(await db().cartLine.count({ where: { cart: { token: cart } } })).toBe(0)
})
