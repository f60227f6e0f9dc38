import Stripe from 'stripe'
import { sql, transaction } from '@/lib/db'
import { isDomainError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { logError } from '@/lib/log'
import { openAgain } from './open-session'
import { replaceAttempt } from './replace-attempt'
import { settle } from './settle'

const perRun = 50

/**
 * Every minute: asks Stripe about attempts that are due, whoever failed to tell us (webhook lost, browser closed,
 * process killed between the call and the save), and gives parked events another try.
 */
export async function reconcileAttempts(): Promise<{ checked: number; failed: number }> {
  const due = await sql().$queryRaw<{ id: bigint; session_id: string | null; placed: boolean }[]>`
    UPDATE checkout_attempt SET check_at = now() + interval '5 minutes'
    FROM "order"
    WHERE "order".id = checkout_attempt.order_id AND checkout_attempt.id IN (
      SELECT id FROM checkout_attempt
      WHERE state IN ('creating', 'open', 'processing') AND check_at <= now()
      ORDER BY check_at LIMIT ${perRun} FOR UPDATE SKIP LOCKED)
    RETURNING checkout_attempt.id, checkout_attempt.session_id, "order".status IN ('placed', 'closed') AS placed`
  let failed = 0
  for (const attempt of due) {
    try {
      await reconcileAttempt(attempt)
    } catch (error) {
      // PAYMENT_UNAVAILABLE: Stripe is down or has refused for good; the attempt says which, and is looked at again.
      if (!isDomainError(error)) logError('reconcile.failed', error, { attempt: String(attempt.id) })
      failed += 1
      // The others would wait for their time-outs one by one; they are due again in five minutes.
      if (error instanceof Stripe.errors.StripeConnectionError) break
    }
  }
  await retryParkedEvents()
  return { checked: due.length, failed }
}

async function reconcileAttempt(attempt: {
  id: bigint
  session_id: string | null
  placed: boolean
}): Promise<void> {
  // Paid through another session: nobody may pay this one too.
  if (attempt.placed) await replaceAttempt({ id: attempt.id, sessionId: attempt.session_id })
  else if (attempt.session_id) await settle(attempt.session_id)
  else await openAgain(attempt.id)
}

async function retryParkedEvents(): Promise<void> {
  await transaction(async (tx) => {
    const parked = await tx.$queryRaw<{ id: string }[]>`
      UPDATE webhook_event SET state = 'received', attempts = 0
      WHERE id IN (
        SELECT id FROM webhook_event WHERE state = 'parked' AND received_at < now() - interval '1 minute'
          AND received_at > now() - interval '3 days'
        ORDER BY received_at LIMIT ${perRun} FOR UPDATE SKIP LOCKED)
      RETURNING id`
    for (const event of parked) await enqueue(tx, 'process_event', { eventId: event.id })
  })
}
