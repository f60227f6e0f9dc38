import type { Tx } from '@/lib/db'
import type { LockedOrder } from './lock-order'
import { queueMail } from './queue-mail'

/**
 * A mail to the shopper when a refund fails that another mail told of. Call it under the order's lock before
 * `mailRefund`, whose mail tells only of what did not fail before it. Where that mail waits still to be written it may
 * say the same: whoever writes it holds no lock, and twice is better than not at all.
 * @returns whether the shopper is told so
 */
export async function mailFailedRefund(tx: Tx, order: LockedOrder, refundId: bigint): Promise<boolean> {
  if (!order.email) return false
  const told = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT mail.id FROM refund
    JOIN mail ON mail.order_id = refund.order_id AND mail.kind = 'refund:' || COALESCE(refund.part_of_id, refund.id)
    WHERE refund.id = ${refundId} AND refund.order_id = ${order.id}`
  if (told.length === 0) return false
  await queueMail(tx, order.id, `refund_failed:${refundId}`, order.email)
  return true
}
