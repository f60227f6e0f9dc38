import type { Staff } from '@/lib/auth/staff'
import { db } from '@/lib/db'
import { adoptRefund } from '@/lib/orders/adopt-refund'
import { submitRefund } from '@/lib/orders/submit-refund'
import { syncDispute } from '@/lib/orders/sync-dispute'
import { stripe } from '@/lib/stripe'
import { openAgain } from './open-session'
import { settle } from './settle'

/**
 * The admin's "check again at Stripe": reads every session, refund and dispute of an order anew, books what is
 * missing, and sends again what was asked for and never answered. It adds only what Stripe says, so it is not audited
 * as a change.
 * @throws what Stripe's client throws, or DomainError PAYMENT_UNAVAILABLE, when it can't be read
 */
export async function recheckOrder(_staff: Staff, orderId: bigint): Promise<void> {
  const attempts = await db().checkoutAttempt.findMany({
    where: { orderId },
    select: { id: true, sessionId: true, state: true },
  })
  for (const attempt of attempts) {
    if (attempt.sessionId) await settle(attempt.sessionId)
    else if (attempt.state === 'creating') await openAgain(attempt.id)
  }
  const captures = await db().paymentEntry.findMany({
    where: { orderId, kind: 'captured', stripeId: { not: { startsWith: 'free:' } } },
    select: { stripeId: true },
  })
  for (const { stripeId } of captures) {
    for await (const refund of stripe().refunds.list({ payment_intent: stripeId, limit: 100 })) {
      await adoptRefund(refund)
    }
    for await (const dispute of stripe().disputes.list({ payment_intent: stripeId, limit: 100 })) {
      await syncDispute(dispute)
    }
  }
  const unsent = await db().refund.findMany({
    where: { orderId, state: { in: ['requested', 'submitted'] }, stripeId: null },
    select: { id: true },
  })
  for (const { id } of unsent) await submitRefund(id)
}
