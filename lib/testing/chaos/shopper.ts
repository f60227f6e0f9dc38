import fc from 'fast-check'
import { addLines } from '@/lib/cart/add-lines'
import { loadCart } from '@/lib/cart/load-cart'
import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import { updateLine } from '@/lib/cart/update-line'
import { cancelCheckout } from '@/lib/checkout/cancel-checkout'
import { settle } from '@/lib/checkout/settle'
import { sql } from '@/lib/db'
import { orderOf } from '../shop'
import { actWith, checkOut, index, pick, refusable } from './world'

/** What people with a cart do. */
export const shopper = [
  actWith(
    'fill a cart',
    fc.record({ goods: index, quantity: fc.integer({ min: 1, max: 3 }) }),
    async (world, input) => {
      const goods = pick(world.goods, input.goods)
      if (!goods) return
      const cart = await addLines({ token: null, lines: [{ ...goods, quantity: input.quantity }] })
      world.carts.push(cart.token)
    },
  ),
  actWith('add', fc.record({ cart: index, goods: index }), async ({ carts, goods }, input) => {
    const [token, one] = [pick(carts, input.cart), pick(goods, input.goods)]
    if (token && one) await addLines({ token, lines: [{ variantId: one.variantId, quantity: 1 }] })
  }),
  actWith('change the cart', fc.record({ cart: index, quantity: fc.nat(3) }), async ({ carts }, input) => {
    const token = pick(carts, input.cart)
    const lineId = token && (await loadCart(sql(), token))?.lines[0]?.id
    if (token && lineId) await updateLine({ token, lineId, quantity: input.quantity })
  }),
  actWith('give codes', fc.record({ cart: index, codes: fc.subarray([0, 1, 2]) }), async (world, input) => {
    const token = pick(world.carts, input.cart)
    const codes = input.codes.flatMap((at) => pick(world.codes, at) ?? [])
    if (token) await setDiscountCodes({ token, codes })
  }),
  actWith('check out', index, checkOut),
  actWith('check out and pay', index, async (world, cart) => {
    await checkOut(world, cart)
    const session = world.sessions.at(-1)
    if (session) await world.control.pay({ session })
  }),
  actWith('check out twice at once', index, (world, cart) =>
    Promise.all([refusable(checkOut(world, cart)), refusable(checkOut(world, cart))]),
  ),
  actWith('pay', index, async ({ control, sessions }, at) => {
    const session = pick(sessions, at)
    if (session) await control.pay({ session })
  }),
  actWith('pay with a declined card', index, async ({ control, sessions }, at) => {
    const session = pick(sessions, at)
    if (session) await control.pay({ session, card: '4000000000000002' })
  }),
  actWith('pay by debit', index, async ({ control, sessions }, at) => {
    const session = pick(sessions, at)
    if (session) await control.pay({ session, debit: 'waits' })
  }),
  actWith('return', index, async ({ sessions }, at) => {
    const session = pick(sessions, at)
    if (session) await settle(session)
  }),
  actWith('leave', index, async ({ sessions }, at) => {
    const session = pick(sessions, at)
    if (session) await cancelCheckout((await orderOf(session)).token)
  }),
]
