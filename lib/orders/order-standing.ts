import { add, type Money, money } from '@/lib/money'
import type { OrderView } from './order-view'
import { refundStage } from './refund-words'

type Refund = OrderView['refunds'][number]

/** Where a paid order stands, for words about it: its parcels, its money, and who disputes it. */
export type Standing = ReturnType<typeof standingOf>

export function standingOf(order: OrderView) {
  const { refunds, payments, review } = order
  const sum = (some: Refund[]): Money =>
    add(money(0, order.total.currency), ...some.map(({ amount }) => amount))
  const moving = sum(refunds.filter((refund) => refundStage(refund) === 'moving'))
  const given = sum(refunds.filter((refund) => refundStage(refund) !== 'failed'))
  const refund = refundOf(order, given)
  const wasDisputed = payments.findLast(({ kind }) => kind.startsWith('dispute_'))
  return {
    /** On its way back; that and what has gone back. */
    moving,
    given,
    refund,
    failed: stillOwed(refunds),
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

/** `surplus`: more was paid than the order costs, and what stays still pays for all of it. */
function refundOf({ refundable, total, lines }: OrderView, given: Money) {
  if (given.minor === 0) return 'none'
  if (refundable.minor === 0) return 'all'
  const untouched = lines.every((line) => line.refundedQuantity === 0)
  return untouched && refundable.minor >= total.minor ? 'surplus' : 'part'
}

/**
 * Refunds that failed, and of which as much was not asked for again since, with whatever success: the same request is
 * not "since", its parts go to different payments. What was asked for again counts by its sum, since no refund says
 * which one it is made for.
 */
function stillOwed(refunds: readonly Refund[]): Refund[] {
  const owed: Refund[] = []
  let askedSince = 0
  for (const request of new Set(refunds.map((refund) => refund.request).reverse())) {
    const parts = refunds.filter((refund) => refund.request === request)
    for (const part of parts) {
      if (refundStage(part) !== 'failed') continue
      if (part.amount.minor <= askedSince) askedSince -= part.amount.minor
      else owed.push(part)
    }
    askedSince += parts.reduce((sum, { amount }) => sum + amount.minor, 0)
  }
  return owed
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
