import Stripe from 'stripe'
import { db, prismaTransaction, sql } from '@/lib/db'
import { adoptRefund } from '@/lib/orders/adopt-refund'
import { reportDiscrepancy } from '@/lib/orders/discrepancies'
import { syncDispute } from '@/lib/orders/sync-dispute'
import { stripe } from '@/lib/stripe'
import { settleSession } from './settle'

/**
 * Every hour: reads what Stripe has of the last `hours`, since it can fail to make an event at all. Sessions, refunds
 * and disputes that our books lack are settled or adopted; what fits nowhere becomes a discrepancy.
 * @returns how many of each Stripe has
 * @throws the first trouble there was, after everything else was read
 */
export async function sweep(hours = 26): Promise<{ sessions: number; refunds: number; disputes: number }> {
  const created = { gte: Math.floor(Date.now() / 1000) - hours * 3600 }
  const troubles: unknown[] = []
  const sessions = stripe().checkout.sessions.list({ created, limit: 100, expand: ['data.payment_intent'] })
  const seen = {
    sessions: await each(sessions, sweepSession, troubles),
    refunds: await each(stripe().refunds.list({ created, limit: 100 }), adoptRefund, troubles),
    disputes: await each(stripe().disputes.list({ created, limit: 100 }), syncDispute, troubles),
  }
  await rereadUnfinished(troubles)
  if (troubles.length > 0) throw troubles[0]
  return seen
}

/** What can't be booked, this hour and the next, must not keep all that comes after it from being booked. */
async function each<T>(
  list: AsyncIterable<T> | Iterable<T>,
  book: (one: T) => Promise<void>,
  troubles: unknown[],
): Promise<number> {
  let count = 0
  for await (const one of list) {
    count += 1
    try {
      await book(one)
    } catch (error) {
      // The others would wait for their time-outs one by one.
      if (error instanceof Stripe.errors.StripeConnectionError) throw error
      troubles.push(error)
    }
  }
  return count
}

async function sweepSession(session: Stripe.Checkout.Session): Promise<void> {
  if (!session.metadata?.attempt || (await isSettled(session.id, session.status))) return
  const settled = await settleSession(session)
  if (settled.state !== 'unknown' || session.payment_status !== 'paid') return
  await prismaTransaction((tx) =>
    reportDiscrepancy(
      tx,
      'unknown_session',
      session.id,
      'Stripe took a payment for an order that this shop does not know.',
    ),
  )
}

/** Banks take weeks: what our books still wait for is asked about by name, however long ago it began. */
async function rereadUnfinished(troubles: unknown[]): Promise<void> {
  const refunds = await db().refund.findMany({
    where: { state: { in: ['submitted', 'pending'] }, stripeId: { not: null } },
    select: { stripeId: true },
  })
  const adopt = async ({ stripeId }: { stripeId: string | null }) => {
    if (stripeId) await adoptRefund(await stripe().refunds.retrieve(stripeId))
  }
  await each(refunds, adopt, troubles)
  const disputes = await sql().$queryRaw<{ stripe_id: string }[]>`
    SELECT stripe_id FROM payment_entry opened WHERE kind = 'dispute_opened' AND NOT EXISTS (
      SELECT 1 FROM payment_entry WHERE kind IN ('dispute_won', 'dispute_lost') AND stripe_id = opened.stripe_id)`
  const sync = async (dispute: { stripe_id: string }) =>
    syncDispute(await stripe().disputes.retrieve(dispute.stripe_id))
  await each(disputes, sync, troubles)
}

async function isSettled(sessionId: string, status: string | null): Promise<boolean> {
  const attempt = await db().checkoutAttempt.findUnique({ where: { sessionId }, select: { state: true } })
  if (status === 'complete') return attempt?.state === 'complete'
  if (status === 'expired') return attempt?.state === 'expired' || attempt?.state === 'abandoned'
  return attempt !== null
}
