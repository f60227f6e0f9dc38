import type { Tx } from '@/lib/db'
import type { LockedOrder } from './lock-order'
import { queueMail } from './queue-mail'

/**
 * One mail for all that one request gave back, to whichever payments: once money went back, and Stripe has answered
 * about each part. Call it under the order's lock after anything that moves a refund on; the mail goes once (I8), and
 * tells of each part as it stands when it is written.
 */
export async function mailRefund(tx: Tx, order: LockedOrder, refundId: bigint): Promise<void> {
  if (!order.email) return
  const [request] = await tx.$queryRaw<{ first: bigint; told: boolean }[]>`
    SELECT COALESCE(part.part_of_id, part.id) AS first,
      bool_or(part.state = 'succeeded') AND bool_and(part.state NOT IN ('requested', 'submitted')) AS told
    FROM refund part JOIN refund this ON this.id = ${refundId}
    WHERE part.order_id = ${order.id} AND COALESCE(part.part_of_id, part.id) = COALESCE(this.part_of_id, this.id)
    GROUP BY 1`
  if (request?.told) await queueMail(tx, order.id, `refund:${request.first}`, order.email)
}
