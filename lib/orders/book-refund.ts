import type { PrismaTx } from '@/lib/db'
import { restockRefund } from '@/lib/inventory/restock'
import { reportDiscrepancy } from './discrepancies'
import type { LockedOrder } from './lock-order'
import { refreshPayment } from './refresh-payment'
import { addOrderEvent } from './timeline'

type Done = {
  refundId: bigint
  /** Stripe's refund, or "refund:<id>" for one to a gift card. */
  reference: string
  amount: number
  currency: string
}

/** Money went back: ledger and stock follow, under the order's lock. The mail is `mailRefund`'s, once all parts are known. */
export async function bookRefund(tx: PrismaTx, order: LockedOrder, done: Done): Promise<void> {
  const { refundId, reference, amount, currency } = done
  await tx.$executeRaw`
    INSERT INTO payment_entry (order_id, kind, stripe_id, amount, currency)
    VALUES (${order.id}, 'refunded', ${reference}, ${amount}, ${currency})
    ON CONFLICT (kind, stripe_id) DO NOTHING`
  await restockRefund(tx, refundId, `refund ${refundId}`)
  const payments = await refreshPayment(tx, order.id)
  if (payments.refunded > payments.paid) {
    await reportDiscrepancy(
      tx,
      'refund_mismatch',
      String(order.number),
      `Order ${order.number}: more was refunded than paid.`,
      order.id,
    )
  }
  const how = reference.startsWith('refund:') ? 'is on its gift card' : `went through (${reference})`
  await addOrderEvent(tx, order.id, 'refunded', `Refund ${refundId} ${how}.`)
}
