import Stripe from 'stripe'
import { db, prismaTransaction, sql } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import { endOrder } from '@/lib/orders/end-order'
import { lockOrder } from '@/lib/orders/lock-order'
import { stripe } from '@/lib/stripe'

const tryAgain =
  'The payment page can’t be reached just now. Nothing was charged and your cart is safe: try again.'

/** A session as an attempt describes it: the key and the exact parameters, stored before Stripe is called. */
export type WantedSession = {
  id: bigint
  orderId: bigint
  idempotencyKey: string
  params: unknown
  /** Null where nothing is taken off. */
  coupon: unknown
}

/** The same for an attempt that was written earlier: the reconciler, a checkout that is to be replaced. */
export async function openAgain(attemptId: bigint): Promise<string | null> {
  const wanted = await db().checkoutAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: { id: true, orderId: true, idempotencyKey: true, params: true, coupon: true },
  })
  return openSession(wanted)
}

/**
 * Asks Stripe for the session an attempt describes, with the stored key and the stored parameters, and writes its id
 * down; what is taken off is made a coupon first. A replay of a call whose answer was lost brings the same session.
 * @returns the address of the hosted page; null when Stripe keeps an error under the key and a new attempt is needed:
 *   the order is cancelled and its stock is free again
 * @throws DomainError PAYMENT_UNAVAILABLE; the attempt is kept and the next try replays it, except where Stripe refused
 *   the parameters for good: then the order is cancelled and its stock is free again
 */
export async function openSession(wanted: WantedSession): Promise<string | null> {
  const session = await create(wanted)
  if (!session) return null
  await sql().$executeRaw`
    UPDATE checkout_attempt SET session_id = ${session.id}, session_url = ${session.url},
      state = CASE WHEN state = 'creating' THEN 'open'::attempt_state ELSE state END,
      check_at = LEAST(expires_at, now() + interval '5 minutes'), updated_at = now()
    WHERE id = ${wanted.id}`
  if (!session.url) throw new DomainError('CONFLICT', 'This checkout has ended. Go back to your cart.')
  return session.url
}

async function create(attempt: WantedSession): Promise<Stripe.Checkout.Session | null> {
  try {
    await makeCoupon(attempt)
    return await stripe().checkout.sessions.create(attempt.params as Stripe.Checkout.SessionCreateParams, {
      idempotencyKey: attempt.idempotencyKey,
    })
  } catch (error) {
    const id = logError('checkout.create_failed', error, { attempt: String(attempt.id) })
    if (error instanceof Stripe.errors.StripeInvalidRequestError) {
      await abandonOrder(attempt, `Stripe refused the checkout: ${error.message}`)
      throw new DomainError(
        'PAYMENT_UNAVAILABLE',
        `The payment page refused this order (${id}). Nothing was charged; please write to us.`,
      )
    }
    // Stripe keeps a 500 under its key and answers it for a day: only a new key gets past it.
    if (isStored(error)) {
      await abandonOrder(attempt, 'Stripe kept an error under this attempt’s key.')
      return null
    }
    throw new DomainError('PAYMENT_UNAVAILABLE', tryAgain)
  }
}

/** Before the session that names it. One that is there already was made by a call whose answer was lost. */
async function makeCoupon({ coupon, idempotencyKey }: WantedSession): Promise<void> {
  if (!coupon) return
  try {
    await stripe().coupons.create(coupon as Stripe.CouponCreateParams, {
      idempotencyKey: `${idempotencyKey}:coupon`,
    })
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_already_exists') return
    throw error
  }
}

function isStored(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeError &&
    (error.statusCode ?? 0) >= 500 &&
    error.headers?.['idempotent-replayed'] === 'true'
  )
}

/**
 * The next try freezes a new order under a new key. Should the refused call have made a session all the same, nobody
 * has its address, and the hourly sweep finds it by its metadata.
 */
async function abandonOrder(attempt: WantedSession, reason: string): Promise<void> {
  await prismaTransaction(async (tx) => {
    await lockOrder(tx, attempt.orderId)
    const given = await tx.$executeRaw`
      UPDATE checkout_attempt SET state = 'abandoned', error = ${reason.slice(0, 1000)}, updated_at = now()
      WHERE id = ${attempt.id} AND state = 'creating'`
    // Another call under the same key may have opened it meanwhile.
    if (given > 0) await endOrder(tx, attempt.orderId, 'cancelled', reason)
  })
}
