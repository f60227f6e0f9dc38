import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { issueIfPaid } from './issue-if-paid'
import { lockOrder, refuseStale } from './lock-order'
import { addOrderEvent } from './timeline'

/**
 * A person has looked at what was marked and says the order may be sent. Gift cards that it bought and that waited for
 * this are issued now, if it is paid for.
 * @throws DomainError CONFLICT (the order changed), INVALID (nothing was marked)
 */
export async function clearReview(
  staff: Staff,
  input: { orderId: bigint; version: number; note: string },
): Promise<void> {
  await prismaTransaction(async (tx) => {
    const order = await lockOrder(tx, input.orderId)
    refuseStale(order, input.version)
    if (order.review.length === 0) throw new DomainError('INVALID', 'Nothing is marked for review.')
    await tx.$executeRaw`
      UPDATE "order" SET review = '{}', version = version + 1, updated_at = now() WHERE id = ${order.id}`
    await addOrderEvent(tx, order.id, 'reviewed', `Reviewed: ${input.note}`, staff.name)
    await issueIfPaid(tx, order)
    await audit(tx, staff, {
      action: 'order.review',
      subject: 'order',
      subjectId: String(order.id),
      before: { review: order.review },
      after: { review: [], note: input.note },
    })
  })
}
