import { type PrismaTx, prismaTransaction } from '@/lib/db'
import { freezeBoughtCards } from '@/lib/gift-cards/freeze-bought-cards'
import type { Stripe } from '@/lib/stripe'
import { reportDiscrepancy } from './discrepancies'
import { type LockedOrder, lockOrderOfPayment, paymentIntentId } from './lock-order'
import { refreshPayment } from './refresh-payment'
import { returnBoughtCards } from './return-bought-cards'
import { addOrderEvent } from './timeline'

/**
 * Books what Stripe says of a dispute. An open one blocks sending, and the gift cards that the order bought: one that
 * was won frees them. One that is closed was open before, even when the
 * event that said so was lost. Calling it again changes nothing.
 */
export async function syncDispute(dispute: Stripe.Dispute): Promise<void> {
  await prismaTransaction(async (tx) => {
    const order = await lockOrderOfPayment(tx, paymentIntentId(dispute.payment_intent))
    if (!order) return
    const book = async (kind: 'dispute_opened' | 'dispute_won' | 'dispute_lost') =>
      tx.$executeRaw`
        INSERT INTO payment_entry (order_id, kind, stripe_id, amount, currency)
        VALUES (${order.id}, ${kind}::payment_kind, ${dispute.id}, ${dispute.amount}, ${dispute.currency.toUpperCase()})
        ON CONFLICT (kind, stripe_id) DO NOTHING`
    const isNew = (await book('dispute_opened')) > 0
    if (isNew) {
      await tx.$executeRaw`
        UPDATE "order" SET review = array_append(array_remove(review, 'disputed'), 'disputed') WHERE id = ${order.id}`
      await addOrderEvent(
        tx,
        order.id,
        'disputed',
        `The payment is disputed (${dispute.id}): ${dispute.reason}.`,
      )
      await reportDiscrepancy(
        tx,
        'disputed',
        dispute.id,
        `Order ${order.number}: the shopper’s bank disputes the payment. Answer it in Stripe’s dashboard.`,
        order.id,
      )
      await stopBoughtCards(tx, order, dispute.id)
    }
    const end = endOf(dispute)
    const hasEnded = end !== undefined && (await book(end)) > 0
    if (hasEnded) {
      await addOrderEvent(tx, order.id, end, `The dispute was ${dispute.status} (${dispute.id}).`)
      if (end === 'dispute_won') {
        await tx.$executeRaw`
          UPDATE "order" SET review = array_remove(review, 'disputed') WHERE id = ${order.id}`
        await returnBoughtCards(tx, order.id, `dispute:${dispute.id}`)
      }
    }
    if (isNew || hasEnded) await refreshPayment(tx, order.id)
  })
}

/** What was spent before can't be stopped: a person is told of it. */
async function stopBoughtCards(tx: PrismaTx, order: LockedOrder, disputeId: string): Promise<void> {
  const { frozen, used } = await freezeBoughtCards(tx, order.id, disputeId)
  if (frozen > 0) {
    await addOrderEvent(
      tx,
      order.id,
      'gift_cards',
      `Gift cards it bought that can’t be spent while the payment is disputed: ${frozen}.`,
    )
  }
  if (used === 0) return
  await reportDiscrepancy(
    tx,
    'gift_cards_out',
    disputeId,
    `Order ${order.number}: the payment is disputed, and ${used} of the gift cards it bought were spent from already. Say so in the answer to the bank.`,
    order.id,
  )
}

/** An inquiry that was closed and a dispute that was prevented took nothing from us, like one that was won. */
function endOf(dispute: Stripe.Dispute): 'dispute_won' | 'dispute_lost' | undefined {
  if (dispute.status === 'lost') return 'dispute_lost'
  return ['won', 'warning_closed', 'prevented'].includes(dispute.status) ? 'dispute_won' : undefined
}
