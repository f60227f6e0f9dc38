import { randomUUID } from 'node:crypto'
import Stripe from 'stripe'
import { db } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { stripe } from '@/lib/stripe'
import { openAgain } from './open-session'
import { type Settled, settle, settleSession } from './settle'

/**
 * Ends a checkout at Stripe so that another can take its place. Only Stripe's word counts: a session that can't be
 * expired because it was paid is settled instead.
 * @throws DomainError PAYMENT_UNAVAILABLE when Stripe can't be asked; nothing has changed then
 */
export async function replaceAttempt(attempt: { id: bigint; sessionId: string | null }): Promise<Settled> {
  const sessionId = attempt.sessionId ?? (await findSession(attempt.id))
  if (!sessionId) return { state: 'unknown' }
  try {
    const expired = await stripe().checkout.sessions.expire(sessionId, {}, { idempotencyKey: randomUUID() })
    return await settleSession(expired)
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return settle(sessionId)
    if (error instanceof Stripe.errors.StripeError) {
      throw new DomainError('PAYMENT_UNAVAILABLE', 'The payment page can’t be reached just now: try again.')
    }
    throw error
  }
}

/** The answer that carried the id was lost: the replay brings it, or says for good that there is none. */
async function findSession(attemptId: bigint): Promise<string | null> {
  await openAgain(attemptId).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error
  })
  const attempt = await db().checkoutAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: { sessionId: true, state: true },
  })
  if (!attempt.sessionId && attempt.state === 'creating') {
    throw new DomainError('PAYMENT_UNAVAILABLE', 'The payment page can’t be reached just now: try again.')
  }
  return attempt.sessionId
}
