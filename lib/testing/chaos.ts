import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import Stripe from 'stripe'
import { addLines } from '@/lib/cart/add-lines'
import { loadCart } from '@/lib/cart/load-cart'
import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import { updateLine } from '@/lib/cart/update-line'
import { cancelCheckout } from '@/lib/checkout/cancel-checkout'
import { reconcileAttempts } from '@/lib/checkout/reconcile'
import { settle } from '@/lib/checkout/settle'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { sweep } from '@/lib/checkout/sweep'
import { closeDb, db } from '@/lib/db'
import { isDomainError } from '@/lib/errors'
import { adjustStock } from '@/lib/inventory/adjust-stock'
import { requestRefund } from '@/lib/orders/request-refund'
import type { StandInControl } from '@/stripe-stand-in/control'
import { hurryAttempts, orderOf, origin, sessionOf } from './shop'
import { owner } from './staff'
import { work } from './work'

/** What a run has brought about so far. Indexes into its lists wrap around, so that any number names something. */
export type World = {
  control: StandInControl
  settleDown: () => Promise<void>
  goods: { variantId: bigint; stockItemId: bigint }[]
  codes: string[]
  carts: string[]
  sessions: string[]
  disputes: string[]
}

/** One thing that happens to the shop. Whatever it is refused is fine; anything else that goes wrong is not. */
type Act = fc.AsyncCommand<object, World>

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length]
const index = fc.nat(5)

type Run = (world: World) => Promise<unknown>

function command(name: string, run: Run): Act {
  return {
    check: () => true,
    run: async (_, world) => void (await refusable(run(world))),
    toString: () => name,
  }
}

const act = (name: string, run: Run): fc.Arbitrary<Act> => fc.constant(command(name, run))
const actWith = <T>(
  name: string,
  input: fc.Arbitrary<T>,
  run: (world: World, input: T) => Promise<unknown>,
) => input.map((value) => command(`${name} ${JSON.stringify(value)}`, (world) => run(world, value)))

async function checkOut(world: World, cart: number): Promise<void> {
  const cartToken = pick(world.carts, cart)
  if (!cartToken) return
  const { url } = await startCheckout({ cartToken, origin })
  if (url.includes('/pay/')) world.sessions.push(sessionOf(url))
}

const shopper = [
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
    const lineId = token && (await loadCart(db(), token))?.lines[0]?.id
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

const bank = [
  actWith('expire', index, async ({ control, sessions }, at) => {
    const session = pick(sessions, at)
    if (session) await control.expire({ session })
  }),
  actWith(
    'settle a debit',
    fc.record({ at: index, outcome: fc.constantFrom('succeeds' as const, 'fails' as const) }),
    async ({ control, sessions }, { at, outcome }) => {
      const session = pick(sessions, at)
      if (session) await control.settle({ session, outcome })
    },
  ),
  actWith('dispute', index, async ({ control, sessions, disputes }, at) => {
    const session = pick(sessions, at)
    if (session) disputes.push((await control.dispute({ session })).id)
  }),
  actWith(
    'close a dispute',
    fc.record({ at: index, status: fc.constantFrom('won' as const, 'lost' as const) }),
    async ({ control, disputes }, { at, status }) => {
      const dispute = pick(disputes, at)
      if (dispute) await control.closeDispute({ dispute, status })
    },
  ),
]

const people = [
  actWith(
    'refund',
    fc.record({ at: index, amount: fc.integer({ min: 1, max: 9000 }) }),
    async (world, input) => {
      const session = pick(world.sessions, input.at)
      if (!session) return
      const { id: orderId, version } = await orderOf(session)
      await requestRefund(owner, {
        orderId,
        version,
        lines: [],
        amount: input.amount,
        reason: '',
        requestKey: randomUUID(),
      })
    },
  ),
  actWith('refund and restock', index, async ({ sessions }, at) => {
    const session = pick(sessions, at)
    if (!session) return
    const order = await orderOf(session)
    await requestRefund(owner, {
      orderId: order.id,
      version: order.version,
      lines: order.lines.slice(0, 1).map(({ id }) => ({ lineId: id, quantity: 1, restock: true })),
      reason: '',
      requestKey: randomUUID(),
    })
  }),
  actWith(
    'refund in the dashboard',
    fc.record({ at: index, amount: fc.integer({ min: 1, max: 9000 }) }),
    async ({ control, sessions }, { at, amount }) => {
      const session = pick(sessions, at)
      if (session) await control.refund({ session, amount })
    },
  ),
  actWith(
    'edit a discount',
    fc.record({ at: index, percent: fc.constantFrom(500, 10_000) }),
    async (world, input) => {
      const key = pick(world.codes, input.at)?.toLowerCase() ?? ''
      await db().discount.updateMany({
        where: { codes: { some: { key } }, kind: 'percent' },
        data: { percent: input.percent },
      })
    },
  ),
  actWith(
    'adjust stock',
    fc.record({ goods: index, delta: fc.constantFrom(-2, -1, 1, 2) }),
    async (world, { goods, delta }) => {
      const stockItemId = pick(world.goods, goods)?.stockItemId
      if (stockItemId === undefined) return
      const { onHand } = await db().stockItem.findUniqueOrThrow({ where: { id: stockItemId } })
      const requestKey = randomUUID()
      await adjustStock(owner, { stockItemId, onHand, delta, kind: 'counted', reason: 'counted', requestKey })
    },
  ),
]

const worker = [
  act('deliver', ({ settleDown }) => settleDown()),
  act('work', () => work()),
  act('reconcile', async () => {
    await hurryAttempts()
    await reconcileAttempts()
  }),
  act('sweep', () => sweep()),
  actWith('everything at once', fc.record({ cart: index, at: index }), async (world, { cart, at }) => {
    const session = pick(world.sessions, at)
    await Promise.all(
      [
        checkOut(world, cart),
        ...(session ? [settle(session), settle(session), world.control.pay({ session })] : []),
        hurryAttempts().then(reconcileAttempts),
        work(),
      ].map((one) => refusable<unknown>(one)),
    )
  }),
]

const path = '/v1/checkout/sessions'
const faults = [
  act('lose webhooks', ({ control }) => control.webhookFault({ kind: 'lose', times: 2 })),
  act('make no event', ({ control }) => control.webhookFault({ kind: 'never_make', times: 2 })),
  act('duplicate webhooks', ({ control }) =>
    control.webhookFault({ kind: 'duplicate', times: 3, copies: 4 }),
  ),
  act('hold webhooks', ({ control }) => control.holdWebhooks()),
  act('send them newest first', ({ control }) => control.flushWebhooks({ order: 'newest_first' })),
  actWith('crash between Stripe and the save', index, async (world, cart) => {
    await world.control.failNext({ kind: 'lose_answer', method: 'POST', path, times: 2 })
    await refusable(checkOut(world, cart))
    // All that the process knew is gone with it.
    await closeDb()
  }),
  act('keep an error', ({ control }) => control.failNext({ kind: 'server_error', method: 'POST', path })),
  act('keep an error for a coupon', ({ control }) =>
    control.failNext({ kind: 'server_error', committed: true, method: 'POST', path: '/v1/coupons' }),
  ),
  act('keep an error over a session that was made', ({ control }) =>
    control.failNext({ kind: 'server_error', committed: true, method: 'POST', path }),
  ),
  act('lose the answer to a refund', ({ control }) =>
    control.failNext({ kind: 'lose_answer', method: 'POST', path: '/v1/refunds', times: 2 }),
  ),
  act('too many requests', ({ control }) => control.failNext({ kind: 'rate_limit' })),
]

/** Refusals by the shop, by Stripe and by the stand-in's controls are part of the game. */
export async function refusable<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    const isRefusal =
      isDomainError(error) ||
      error instanceof Stripe.errors.StripeError ||
      (error instanceof Error && error.message.startsWith('Stripe stand-in,'))
    if (!isRefusal) throw error
  }
}

/** Shoppers act most often: without payments nothing else has anything to go wrong. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.oneof(...shopper) },
  { weight: 2, arbitrary: fc.oneof(...bank) },
  { weight: 3, arbitrary: fc.oneof(...people) },
  { weight: 3, arbitrary: fc.oneof(...worker) },
  { weight: 3, arbitrary: fc.oneof(...faults) },
)
