import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { type PrismaTx, prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { lockRefundedCards } from '@/lib/gift-cards/lock-refunded-cards'
import { restoreGiftCard } from '@/lib/gift-cards/restore-gift-card'
import { withdrawBoughtCards } from '@/lib/gift-cards/withdraw-bought-cards'
import { enqueue } from '@/lib/jobs/enqueue'
import { bookRefund } from './book-refund'
import { type LockedOrder, lockOrder, refuseStale } from './lock-order'
import { mailRefund } from './mail-refund'
import { type PaymentLeft, paymentsLeft, shareRefund } from './payments-left'
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
  /** Money goes back to gift cards first; else to what Stripe took. */
  giftCardsFirst: z.boolean().optional(),
  reason: z.string().trim().max(500).default(''),
  requestKey: z.uuid(),
})

export type RefundRequest = z.infer<typeof refundRequest>

type Line = { id: bigint; quantity: number; total: number; refunded: number; is_gift_card: boolean }

/**
 * Writes down that money is to go back, under the order's lock and against what its payments still hold (I5), and
 * enqueues its submission. Stripe is called afterwards (`submitRefund`), never in here; what goes to a gift card is
 * on it at once. What no payment holds alone becomes a refund to each; the lines belong to the first, and one mail tells
 * of all. Gift cards that the lines bought can't be spent any more.
 * @returns the refund's id, of several the first; the same `requestKey` again returns the same
 * @throws DomainError CONFLICT (the order changed), INVALID (nothing to refund, more than is left, a bought gift card is
 *   used)
 */
export async function requestRefund(staff: Staff, input: RefundRequest): Promise<bigint> {
  return prismaTransaction(async (tx) => {
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
    const shares = await shareOverPayments(tx, order, amount, input.giftCardsFirst ?? false)
    const [first, ...others] = shares
    const bought = input.lines.filter(({ lineId }) =>
      lines.some((line) => line.id === lineId && line.is_gift_card),
    )
    await lockRefundedCards(tx, {
      holdIds: shares.flatMap(({ means, paymentIntentId }) =>
        means === 'gift_card' ? holdOf(paymentIntentId) : [],
      ),
      orderLineIds: bought.map(({ lineId }) => lineId),
    })
    const { requestKey, reason } = input
    const id = await writeRefund(tx, staff, order, {
      ...first,
      reason,
      requestKey,
      lines: input.lines,
      bought,
    })
    for (const share of others) await writeRefund(tx, staff, order, { ...share, reason, partOfId: id })
    await mailRefund(tx, order, id)
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

type Share = Pick<PaymentLeft, 'means' | 'paymentIntentId'> & { amount: number }
type Wanted = Share &
  Pick<RefundRequest, 'reason'> &
  Partial<Pick<RefundRequest, 'requestKey' | 'lines'>> & {
    /** The first of the same request. */
    partOfId?: bigint
    /** Those of the lines that bought gift cards. */
    bought?: RefundRequest['lines']
  }

async function writeRefund(tx: PrismaTx, staff: Staff, order: LockedOrder, wanted: Wanted): Promise<bigint> {
  const { means, paymentIntentId, amount, reason, partOfId = null } = wanted
  const { requestKey = null, lines = [], bought = [] } = wanted
  const { id } = await tx.refund.create({
    data: {
      orderId: order.id,
      paymentIntentId,
      amount,
      currency: order.currency,
      reason,
      actor: staff.name,
      partOfId,
      requestKey,
      lines: {
        create: lines.map(({ lineId, quantity, restock }) => ({ orderLineId: lineId, quantity, restock })),
      },
    },
    select: { id: true },
  })
  for (const line of bought) await withdrawBoughtCards(tx, id, line)
  const why = reason ? `: ${reason}` : ''
  await addOrderEvent(tx, order.id, 'refund_requested', `Refund ${id} asked for${why}.`, staff.name)
  if (means === 'stripe') await enqueue(tx, 'submit_refund', { refundId: String(id) })
  else await giveBack(tx, staff, order, { refundId: id, hold: paymentIntentId, amount })
  return id
}

/** Of a payment by gift card. */
const holdOf = (paymentIntentId: string) => BigInt(paymentIntentId.replace('gift_card_hold:', ''))

async function giveBack(
  tx: PrismaTx,
  staff: Staff,
  order: LockedOrder,
  { refundId, hold, amount }: { refundId: bigint; hold: string; amount: number },
): Promise<void> {
  const holdId = holdOf(hold)
  if (!(await restoreGiftCard(tx, { holdId, refundId, amount, actor: staff.name })))
    throw new Error(`${hold} has paid nothing that could go back`)
  await tx.refund.update({ where: { id: refundId }, data: { state: 'succeeded' }, select: { id: true } })
  await bookRefund(tx, order, {
    refundId,
    reference: `refund:${refundId}`,
    amount,
    currency: order.currency,
  })
}

/** @throws DomainError INVALID when the payments don't hold that much, or nothing is asked for */
async function shareOverPayments(
  tx: PrismaTx,
  order: LockedOrder,
  amount: number,
  giftCardsFirst: boolean,
): Promise<[Share, ...Share[]]> {
  if (amount <= 0) throw new DomainError('INVALID', 'Choose what to refund, or write an amount.', 'amount')
  const entries = await tx.paymentEntry.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } })
  const refunds = await tx.refund.findMany({ where: { orderId: order.id } })
  const left = paymentsLeft(order.currency, entries, refunds)
  const [first, ...others] = shareRefund(left, amount, { giftCardsFirst }).map((share) => ({
    means: share.payment.means,
    paymentIntentId: share.payment.paymentIntentId,
    amount: share.amount,
  }))
  if (!first) throw new DomainError('INVALID', 'That is more than is left to refund.', 'amount')
  return [first, ...others]
}

async function readLines(tx: PrismaTx, orderId: bigint): Promise<Line[]> {
  return tx.$queryRaw<Line[]>`
    SELECT line.id, line.quantity, line.total, line.is_gift_card, COALESCE(sum(refund_line.quantity) FILTER (
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
