import { add, type Money, money } from '@/lib/money'
import type { OrderView } from './order-view'
import { refundStage } from './refund-words'

/** Where a paid order stands, for words about it: its parcels, its money, and who disputes it. */
export type Standing = ReturnType<typeof standingOf>

export function standingOf(order: OrderView) {
  const { refunds, payments, review } = order
  const sum = (some: OrderView['refunds']): Money =>
    add(money(0, order.total.currency), ...some.map(({ amount }) => amount))
  const back = sum(refunds.filter((refund) => refundStage(refund) === 'done'))
  const moving = sum(refunds.filter((refund) => refundStage(refund) === 'moving'))
  const given = add(back, moving)
  const refund = given.minor === 0 ? 'none' : order.refundable.minor === 0 ? 'all' : 'part'
  // One that failed and was asked for again is the shop's own business.
  const last = refunds.at(-1)
  const failed = last && refundStage(last) === 'failed' ? last : null
  const wasDisputed = payments.findLast(({ kind }) => kind.startsWith('dispute_'))
  return {
    /** Has gone back; is on its way back. */
    back,
    moving,
    given,
    refund,
    failed,
    sending: sendingOf(order, refund === 'all'),
    /** Whether what is still to be sent is not all of it. */
    isRest:
      order.shipments.length > 0 ||
      order.lines.some((line) => line.requiresShipping && line.refundedQuantity > 0),
    /** Lost, and nobody has looked at it since. */
    dispute: order.disputed
      ? 'open'
      : wasDisputed?.kind === 'dispute_lost' && review.includes('disputed')
        ? 'lost'
        : 'none',
    /** A person looks at it before it goes on. */
    held: review.length > 0,
  } as const
}

/**
 * `nothing`: gift cards alone, that go by e-mail; `dropped`: what was to be sent is refunded and stays here.
 * @param over whether all money is back or going back, so that nothing more is sent
 */
function sendingOf({ lines, shipments }: OrderView, over: boolean) {
  const sent = shipments.length > 0
  const parcels = lines.filter((line) => line.requiresShipping)
  if (parcels.length === 0) return 'nothing'
  const open = parcels.some((line) => line.quantity > line.shippedQuantity + line.refundedQuantity)
  if (open && !over) return sent ? 'part_sent' : 'to_send'
  return sent ? 'sent' : 'dropped'
}
