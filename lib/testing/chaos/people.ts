import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { db } from '@/lib/db'
import { adjustStock } from '@/lib/inventory/adjust-stock'
import { requestRefund } from '@/lib/orders/request-refund'
import { orderOf } from '../shop'
import { owner } from '../staff'
import { actWith, index, pick } from './world'

/** What the people of the shop do. */
export const people = [
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
