import Stripe from 'stripe'
import { removeOrderedLines } from '@/lib/cart/remove-ordered-lines'
import { db, type PrismaTx, prismaTransaction } from '@/lib/db'
import { env } from '@/lib/env'
import { reportDiscrepancy } from '@/lib/orders/discrepancies'
import { endOrder } from '@/lib/orders/end-order'
import { lockOrder } from '@/lib/orders/lock-order'
import { recordPayment } from '@/lib/orders/record-payment'
import { addOrderEvent } from '@/lib/orders/timeline'
import { stripe } from '@/lib/stripe'
import { type Attempt, findAttempt } from './attempts'
import { paymentOf } from './session-payment'

/** What became of a session: `unknown` is one that this shop did not make. */
export type Settled =
  | { state: 'open' | 'processing' | 'paid' | 'ended'; orderToken: string }
  | { state: 'unknown' }

/**
 * The one door through which money reaches an order: webhook, return page, reconciler and the admin's "check again"
 * all come here. Reads the session from Stripe, then does everything that follows in one transaction under the
 * order's lock. Calling it twenty times at once equals calling it once.
 * @throws whatever Stripe's client throws when it can't be read; nothing has changed then
 */
export async function settle(sessionId: string): Promise<Settled> {
  const session = await readSession(sessionId)
  if (session) return settleSession(session)
  await endMissing(sessionId)
  return { state: 'unknown' }
}

/** @returns null when Stripe says that there is no such session */
async function readSession(sessionId: string): Promise<Stripe.Checkout.Session | null> {
  try {
    return await stripe().checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] })
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
      return null
    throw error
  }
}

/**
 * Our key was changed to another account's, and that one knows nothing of the session. Where it has run out nobody
 * can pay it there either; until then its stock stays promised.
 */
async function endMissing(sessionId: string): Promise<void> {
  const attempt = await db().checkoutAttempt.findFirst({
    where: { sessionId, state: { in: ['open', 'processing'] }, expiresAt: { lt: new Date() } },
    select: { id: true, orderId: true, state: true, sessionId: true },
  })
  if (!attempt) return
  await prismaTransaction(async (tx) => {
    await lockCartOf(tx, attempt.orderId)
    await lockOrder(tx, attempt.orderId)
    await setAttempt(tx, attempt, 'abandoned')
    await endUnlessAnotherIsLive(tx, attempt, 'cancelled', 'Stripe no longer knows this checkout.')
  })
}

/** The same for a session already read, with its payment intent expanded. */
export async function settleSession(session: Stripe.Checkout.Session): Promise<Settled> {
  return prismaTransaction(async (tx) => {
    const attempt = await findAttempt(tx, session)
    if (!attempt) return { state: 'unknown' }
    await lockCartOf(tx, attempt.orderId)
    const order = await lockOrder(tx, attempt.orderId)
    if (session.livemode !== env().stripe.live) {
      await reportDiscrepancy(
        tx,
        'wrong_mode',
        session.id,
        'A test session in a live shop, or the other way round. It was not counted.',
        order.id,
      )
      return { state: 'unknown' }
    }
    await rememberSession(tx, attempt, session)
    const state = await apply(tx, attempt, session)
    return { state, orderToken: order.token }
  })
}

/**
 * The cart first, as a starting checkout does: late money for one order and a new checkout of the same cart would
 * else wait for each other, one with the cart and one with the stock.
 */
async function lockCartOf(tx: PrismaTx, orderId: bigint): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM cart WHERE id = (SELECT cart_id FROM "order" WHERE id = ${orderId}) FOR NO KEY UPDATE`
}

async function apply(
  tx: PrismaTx,
  attempt: Attempt,
  session: Stripe.Checkout.Session,
): Promise<'open' | 'processing' | 'paid' | 'ended'> {
  if (session.status === 'open') return 'open'
  if (session.status === 'expired') {
    await setAttempt(tx, attempt, 'expired')
    await endUnlessAnotherIsLive(tx, attempt, 'expired', 'The checkout ended without a payment.')
    return 'ended'
  }
  if (session.payment_status !== 'unpaid') {
    await setAttempt(tx, attempt, 'complete')
    const placed = await recordPayment(tx, attempt.orderId, paymentOf(session, attempt.orderId))
    if (placed) await removeOrderedLines(tx, attempt.orderId)
    return 'paid'
  }
  if (hasFailed(session)) {
    await setAttempt(tx, attempt, 'abandoned')
    await endUnlessAnotherIsLive(tx, attempt, 'cancelled', 'The payment failed at the bank.')
    return 'ended'
  }
  if (await setAttempt(tx, attempt, 'processing')) {
    await tx.$executeRaw`
      UPDATE "order" SET payment_status = 'processing', version = version + 1, updated_at = now()
      WHERE id = ${attempt.orderId} AND status = 'pending_payment'`
    await addOrderEvent(tx, attempt.orderId, 'processing', 'The bank is still working on the payment.')
  }
  return 'processing'
}

/** A delayed payment that did not come: the session stays complete, its intent wants another method. */
function hasFailed(session: Stripe.Checkout.Session): boolean {
  const intent = session.payment_intent
  return (
    typeof intent === 'object' &&
    intent !== null &&
    (intent.status === 'requires_payment_method' || intent.status === 'canceled')
  )
}

/** The answer to our create call may have been lost: whoever brings the session completes the attempt. */
async function rememberSession(
  tx: PrismaTx,
  attempt: Attempt,
  session: Stripe.Checkout.Session,
): Promise<void> {
  if (attempt.sessionId === session.id) return
  await tx.$executeRaw`
    UPDATE checkout_attempt SET session_id = ${session.id}, session_url = ${session.url ?? null},
      state = CASE WHEN state = 'creating' THEN 'open'::attempt_state ELSE state END, updated_at = now()
    WHERE id = ${attempt.id} AND session_id IS NULL`
}

/** @returns whether it changed: what was read before the order was locked may be old by now */
async function setAttempt(
  tx: PrismaTx,
  attempt: Attempt,
  state: 'processing' | 'complete' | 'expired' | 'abandoned',
): Promise<boolean> {
  // An attempt given up before may turn out paid; only one may be live, so it goes straight to its end.
  const changed = await tx.$executeRaw`
    UPDATE checkout_attempt SET state = ${state}::attempt_state, error = NULL, updated_at = now()
    WHERE id = ${attempt.id} AND state <> 'complete'
      AND (${state} <> 'processing' OR state IN ('creating', 'open'))`
  return changed > 0
}

async function endUnlessAnotherIsLive(
  tx: PrismaTx,
  attempt: Attempt,
  status: 'expired' | 'cancelled',
  message: string,
): Promise<void> {
  const others = await tx.checkoutAttempt.count({
    where: {
      orderId: attempt.orderId,
      id: { not: attempt.id },
      state: { in: ['creating', 'open', 'processing'] },
    },
  })
  if (others === 0) await endOrder(tx, attempt.orderId, status, message)
}
