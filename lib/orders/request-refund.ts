import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { type Tx, transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { type LockedOrder, lockOrder, refuseStale } from './lock-order'
import { paymentsLeft, shareRefund } from './payments-left'
import { refundAmount } from './refund-amount'
import { addOrderEvent } from './timeline'

export const refundRequest = z.object({
  orderId: z.coerce.bigint().positive(),
  version: z.coerce.number().int().positive(),
  lines: z
    .array(
      z.object({
        lineId: z.coerce.bigint().positive(),
        quantity: z.coerce.number().int().min(1).max(999_999),
        restock: z.boolean(),
      }),
    )
    .max(250),
  /** Minor units; left out, the lines decide. */
  amount: z.number().int().positive().max(2_000_000_000).optional(),
  reason: z.string().trim().max(500).default(''),
  requestKey: z.uuid(),
})

export type RefundRequest = z.infer<typeof refundRequest>

type Line = { id: bigint; quantity: number; total: number; refunded: number }

/**
 * Writes down that money is to go back, under the order's lock and against what its payments still hold (I5), and
 * enqueues its submission. Stripe is called afterwards (`submitRefund`), never in here. What no payment holds alone
 * becomes a refund to each; the lines belong to the first.
 * @returns the refund's id, of several the first; the same `requestKey` again returns the same
 * @throws DomainError CONFLICT (the order changed), INVALID (nothing to refund, more than is left)
 */
export async function requestRefund(staff: Staff, input: RefundRequest): Promise<bigint> {
  return transaction(async (tx) => {
    const order = await lockOrder(tx, input.orderId)
    const before = await tx.refund.findUnique({
      where: { requestKey: input.requestKey },
      select: { id: true },
    })
    if (before) return before.id
    refuseStale(order, input.version)
    const lines = await readLines(tx, order.id)
    const amount = input.amount ?? amountOf(lines, input)
    checkQuantities(lines, input)
    const [first, ...others] = await shareOverPayments(tx, order, amount)
    const { requestKey, reason } = input
    const id = await writeRefund(tx, staff, order, { ...first, reason, requestKey, lines: input.lines })
    for (const share of others) await writeRefund(tx, staff, order, { ...share, reason })
    await tx.$executeRaw`UPDATE "order" SET version = version + 1, updated_at = now() WHERE id = ${order.id}`
    await audit(tx, staff, {
      action: 'order.refund',
      subject: 'order',
      subjectId: String(order.id),
      before: { paymentStatus: order.payment_status },
      after: { refund: String(id), amount, currency: order.currency, reason },
    })
    return id
  })
}

type Share = { paymentIntentId: string; amount: number }
type Wanted = Share & Pick<RefundRequest, 'reason'> & Partial<Pick<RefundRequest, 'requestKey' | 'lines'>>

async function writeRefund(tx: Tx, staff: Staff, order: LockedOrder, wanted: Wanted): Promise<bigint> {
  const { paymentIntentId, amount, reason, requestKey = null, lines = [] } = wanted
  const { id } = await tx.refund.create({
    data: {
      orderId: order.id,
      paymentIntentId,
      amount,
      currency: order.currency,
      reason,
      actor: staff.name,
      requestKey,
      lines: {
        create: lines.map(({ lineId, quantity, restock }) => ({ orderLineId: lineId, quantity, restock })),
      },
    },
    select: { id: true },
  })
  const why = reason ? `: ${reason}` : ''
  await addOrderEvent(tx, order.id, 'refund_requested', `Refund ${id} asked for${why}.`, staff.name)
  await enqueue(tx, 'submit_refund', { refundId: String(id) })
  return id
}

/** @throws DomainError INVALID when the payments don't hold that much, or nothing is asked for */
async function shareOverPayments(tx: Tx, order: LockedOrder, amount: number): Promise<[Share, ...Share[]]> {
  if (amount <= 0) throw new DomainError('INVALID', 'Choose what to refund, or write an amount.', 'amount')
  const entries = await tx.paymentEntry.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } })
  const refunds = await tx.refund.findMany({ where: { orderId: order.id } })
  const [first, ...others] = shareRefund(paymentsLeft(order.currency, entries, refunds), amount).map(
    (share) => ({ paymentIntentId: share.payment.paymentIntentId, amount: share.amount }),
  )
  if (!first) throw new DomainError('INVALID', 'That is more than is left to refund.', 'amount')
  return [first, ...others]
}

async function readLines(tx: Tx, orderId: bigint): Promise<Line[]> {
  return tx.$queryRaw<Line[]>`
    SELECT line.id, line.quantity, line.total, COALESCE(sum(refund_line.quantity) FILTER (
      WHERE refund.state NOT IN ('failed', 'cancelled')), 0)::int AS refunded
    FROM order_line line
    LEFT JOIN refund_line ON refund_line.order_line_id = line.id
    LEFT JOIN refund ON refund.id = refund_line.refund_id
    WHERE line.order_id = ${orderId} GROUP BY line.id`
}

function amountOf(lines: Line[], input: RefundRequest): number {
  return input.lines.reduce((sum, wanted) => {
    const line = lines.find((candidate) => candidate.id === wanted.lineId)
    return line ? sum + refundAmount({ ...line, refundedQuantity: line.refunded }, wanted.quantity) : sum
  }, 0)
}

function checkQuantities(lines: Line[], input: RefundRequest): void {
  for (const wanted of input.lines) {
    const line = lines.find((candidate) => candidate.id === wanted.lineId)
    const twice = input.lines.filter((other) => other.lineId === wanted.lineId).length > 1
    if (!line || twice || wanted.quantity > line.quantity - line.refunded) {
      throw new DomainError('INVALID', 'More of a line is to be refunded than is left of it.', 'lines')
    }
  }
}
