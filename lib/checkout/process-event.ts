import { db, prismaTransaction, sql } from '@/lib/db'
import { logError } from '@/lib/log'
import { adoptRefund } from '@/lib/orders/adopt-refund'
import { reportDiscrepancy } from '@/lib/orders/discrepancies'
import { syncDispute } from '@/lib/orders/sync-dispute'
import { stripe } from '@/lib/stripe'
import { settle } from './settle'

/** After so many failures an event is parked: visible to the admin, and tried again by the reconciler. */
const patience = 5

type Row = { id: string; type: string; objectId: string; paymentIntentId: string | null; attempts: number }

/**
 * Acts on one event of the inbox. An event is only a reason to look: what counts is what Stripe says when asked, so
 * order and repetition of events don't matter.
 * @throws what went wrong, so that the job queue tries again; the last failure parks the event instead
 */
export async function processEvent(eventId: string): Promise<void> {
  const event = await db().webhookEvent.findUnique({
    where: { id: eventId },
    select: { id: true, type: true, objectId: true, paymentIntentId: true, attempts: true, state: true },
  })
  if (event?.state !== 'received') return
  try {
    await act(event)
  } catch (error) {
    await noteFailure(event, error)
    if (event.attempts + 1 < patience) throw error
    return
  }
  await sql().$executeRaw`
    WITH done AS (
      UPDATE webhook_event SET state = 'processed', processed_at = now(), error = NULL WHERE id = ${eventId}
    )
    UPDATE discrepancy SET resolved_at = now(), resolved_by = 'shop'
    WHERE kind = 'parked_event' AND subject = ${eventId} AND resolved_at IS NULL`
}

async function act(event: Row): Promise<void> {
  if (event.type.startsWith('checkout.session.')) return void (await settle(event.objectId))
  if (!/^(charge\.(refunded|dispute\.)|refund\.)/.test(event.type)) return
  await settleUnknownPayment(event.paymentIntentId)
  if (event.type === 'charge.refunded') await adoptRefundsOf(event.paymentIntentId)
  else if (event.type.startsWith('refund.'))
    await adoptRefund(await stripe().refunds.retrieve(event.objectId))
  else if (event.type.startsWith('charge.dispute.')) {
    await syncDispute(await stripe().disputes.retrieve(event.objectId))
  }
}

/** Events come in any order: a refund or dispute may be told before the payment that it is about. */
async function settleUnknownPayment(paymentIntentId: string | null): Promise<void> {
  if (!paymentIntentId) return
  const known = await db().paymentEntry.count({ where: { kind: 'captured', stripeId: paymentIntentId } })
  if (known > 0) return
  const sessions = stripe().checkout.sessions.list({ payment_intent: paymentIntentId, limit: 1 })
  for await (const session of sessions) await settle(session.id)
}

async function adoptRefundsOf(paymentIntentId: string | null): Promise<void> {
  if (!paymentIntentId) return
  for await (const refund of stripe().refunds.list({ payment_intent: paymentIntentId, limit: 100 })) {
    await adoptRefund(refund)
  }
}

async function noteFailure(event: Row, error: unknown): Promise<void> {
  const id = logError('webhook.processing_failed', error, { eventId: event.id, type: event.type })
  const parked = event.attempts + 1 >= patience
  await prismaTransaction(async (tx) => {
    await tx.webhookEvent.update({
      where: { id: event.id },
      data: {
        attempts: { increment: 1 },
        state: parked ? 'parked' : 'received',
        error: `${error instanceof Error ? error.message : String(error)} (${id})`.slice(0, 1000),
      },
      select: { id: true },
    })
    if (parked) {
      await reportDiscrepancy(
        tx,
        'parked_event',
        event.id,
        `Stripe’s event ${event.type} could not be worked through. It is tried again every few minutes.`,
      )
    }
  })
}
