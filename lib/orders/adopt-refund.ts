import { type PrismaTx, prismaTransaction } from '@/lib/db'
import { countBoughtCards } from '@/lib/gift-cards/bought-cards'
import type { Stripe } from '@/lib/stripe'
import { bookRefund } from './book-refund'
import { reportDiscrepancy } from './discrepancies'
import { type LockedOrder, lockOrderOfPayment, paymentIntentId } from './lock-order'
import { mailFailedRefund } from './mail-failed-refund'
import { mailRefund } from './mail-refund'
import { refreshPayment } from './refresh-payment'
import { returnBoughtCards } from './return-bought-cards'
import { stripeDashboard } from './stripe-dashboard'
import { addOrderEvent } from './timeline'

type Row = { id: bigint; state: RefundState; stripeId: string | null }

/**
 * A refund only moves on: what was read at Stripe before another reading was booked may be old. (A failure comes last
 * of all, even after a success.)
 */
const rank = { requested: 0, submitted: 1, pending: 2, succeeded: 3, failed: 4, cancelled: 4 } as const

type RefundState = keyof typeof rank

/**
 * Brings a refund's row to what Stripe says of it: one of ours by the number in its metadata, or one made in Stripe's
 * dashboard, which gets a row of its own. Ledger and stock follow when it has succeeded, the mail once Stripe has
 * answered about every part of its request; one that bounces later is booked back, and told to staff and, where a mail
 * had told of it, to the shopper.
 * Calling it again changes nothing. A refund of a payment that is not ours is ignored.
 */
export async function adoptRefund(refund: Stripe.Refund): Promise<void> {
  await prismaTransaction(async (tx) => {
    const payment = paymentIntentId(refund.payment_intent)
    const order = await lockOrderOfPayment(tx, payment)
    if (!payment || !order) return
    const row = await findOrMakeRow(tx, order, payment, refund)
    const state = stateOf(refund)
    if (row.stripeId && rank[state] <= rank[row.state]) return
    await tx.refund.update({
      where: { id: row.id },
      data: { state, stripeId: refund.id, error: refund.failure_reason ?? null },
      select: { id: true },
    })
    if (state === 'succeeded') {
      const currency = refund.currency.toUpperCase()
      const { id: reference, amount } = refund
      await bookRefund(tx, order, { refundId: row.id, reference, amount, currency })
    }
    if (state === 'failed' || state === 'cancelled') await fail(tx, order, row.id, refund)
    await mailRefund(tx, order, row.id)
  })
}

function stateOf(refund: Stripe.Refund): 'pending' | 'succeeded' | 'failed' | 'cancelled' {
  if (refund.status === 'succeeded' || refund.status === 'failed') return refund.status
  return refund.status === 'canceled' ? 'cancelled' : 'pending'
}

async function findOrMakeRow(
  tx: PrismaTx,
  order: LockedOrder,
  payment: string,
  refund: Stripe.Refund,
): Promise<Row> {
  const columns = { id: true, state: true, stripeId: true } as const
  const known = await tx.refund.findUnique({ where: { stripeId: refund.id }, select: columns })
  if (known) return known
  const own = refund.metadata?.token === order.token ? refund.metadata.refund : undefined
  const ours =
    own && /^\d{1,18}$/.test(own)
      ? await tx.refund.findFirst({
          where: { id: BigInt(own), orderId: order.id, stripeId: null },
          select: columns,
        })
      : null
  if (ours) return ours
  const adopted = await tx.refund.create({
    data: {
      orderId: order.id,
      amount: refund.amount,
      currency: refund.currency.toUpperCase(),
      state: 'submitted',
      stripeId: refund.id,
      paymentIntentId: payment,
      actor: stripeDashboard,
      reason: refund.reason ?? '',
    },
    select: columns,
  })
  await addOrderEvent(tx, order.id, 'refund_adopted', 'A refund was made in Stripe’s dashboard.', 'Stripe')
  await flagBoughtCards(tx, order)
  return adopted
}

/** The dashboard knows nothing of gift cards: a person decides whether those that were bought still hold. */
async function flagBoughtCards(tx: PrismaTx, order: LockedOrder): Promise<void> {
  const out = await countBoughtCards(tx, order.id)
  if (out === 0) return
  await reportDiscrepancy(
    tx,
    'gift_cards_out',
    String(order.number),
    `Order ${order.number} was refunded in Stripe’s dashboard, and ${out} of the gift cards it bought can still be spent. Disable them if the refund was for them.`,
    order.id,
  )
}

async function fail(
  tx: PrismaTx,
  order: LockedOrder,
  refundId: bigint,
  refund: Stripe.Refund,
): Promise<void> {
  const booked = await tx.paymentEntry.count({ where: { kind: 'refunded', stripeId: refund.id } })
  if (booked > 0) {
    await tx.$executeRaw`
      INSERT INTO payment_entry (order_id, kind, stripe_id, amount, currency)
      VALUES (${order.id}, 'refund_failed', ${refund.id}, ${refund.amount}, ${refund.currency.toUpperCase()})
      ON CONFLICT (kind, stripe_id) DO NOTHING`
    await refreshPayment(tx, order.id)
  }
  const told = await mailFailedRefund(tx, order, refundId)
  await addOrderEvent(
    tx,
    order.id,
    'refund_failed',
    `Refund ${refundId} failed at the bank (${refund.id}).${told ? ' A mail tells the shopper.' : ''}`,
  )
  await returnBoughtCards(tx, order.id, `refund:${refundId}`)
  await reportDiscrepancy(
    tx,
    'refund_failed',
    refund.id,
    `Order ${order.number}: a refund failed (${refund.failure_reason ?? 'no reason given'}). The shopper has not got it${told ? ', and a mail tells them so' : ''}.`,
    order.id,
  )
}
