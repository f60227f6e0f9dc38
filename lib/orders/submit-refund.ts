import Stripe from 'stripe'
import { db, prismaTransaction } from '@/lib/db'
import { logError } from '@/lib/log'
import { stripe } from '@/lib/stripe'
import { adoptRefund } from './adopt-refund'
import { reportDiscrepancy } from './discrepancies'
import { lockOrder } from './lock-order'
import { mailRefund } from './mail-refund'
import { returnBoughtCards } from './return-bought-cards'
import { addOrderEvent } from './timeline'

/**
 * Sends a requested refund to Stripe. The refund's row id is part of the idempotency key, so a lost answer is asked
 * for again and money goes back once, also when two workers ask.
 * @throws whatever kept Stripe from answering: the job tries again
 */
export async function submitRefund(refundId: bigint): Promise<void> {
  const refund = await db().refund.findUnique({
    where: { id: refundId },
    select: {
      state: true,
      amount: true,
      paymentIntentId: true,
      orderId: true,
      order: { select: { token: true } },
    },
  })
  if (!refund || (refund.state !== 'requested' && refund.state !== 'submitted')) return
  // Asked before, and the answer was lost. Stripe forgets a key after a day; its list of refunds does not.
  if (refund.state === 'submitted') {
    const made = await findMade(refund.paymentIntentId, refund.order.token, refundId)
    if (made) return adoptRefund(made)
  }
  await db().refund.updateMany({ where: { id: refundId, state: 'requested' }, data: { state: 'submitted' } })
  try {
    const sent = await stripe().refunds.create(
      {
        payment_intent: refund.paymentIntentId,
        amount: refund.amount,
        metadata: { refund: String(refundId), order: String(refund.orderId), token: refund.order.token },
      },
      // With the order's token, so that a second shop on the same Stripe account can't meet our small numbers.
      { idempotencyKey: `refund:${refund.order.token}:${refundId}` },
    )
    await adoptRefund(sent)
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
    await failRefund(refundId, refund.orderId, error.message)
  }
}

async function findMade(
  paymentIntent: string,
  token: string,
  refundId: bigint,
): Promise<Stripe.Refund | null> {
  for await (const made of stripe().refunds.list({ payment_intent: paymentIntent, limit: 100 })) {
    if (made.metadata?.token === token && made.metadata.refund === String(refundId)) return made
  }
  return null
}

async function failRefund(refundId: bigint, orderId: bigint, message: string): Promise<void> {
  logError('refund.refused', message, { refund: String(refundId) })
  await prismaTransaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    const { count } = await tx.refund.updateMany({
      where: { id: refundId, state: 'submitted' },
      data: { state: 'failed', error: message.slice(0, 1000) },
    })
    if (count === 0) return
    await addOrderEvent(tx, orderId, 'refund_failed', `Stripe refused the refund: ${message}`)
    await returnBoughtCards(tx, orderId, `refund:${refundId}`)
    await reportDiscrepancy(
      tx,
      'refund_failed',
      String(refundId),
      `Order ${order.number}: Stripe refused a refund: ${message}`,
      orderId,
    )
    // What it was one part of may be told now.
    await mailRefund(tx, order, refundId)
  })
}
