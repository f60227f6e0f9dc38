import type { PrismaTx } from '@/lib/db'
import type { Stripe } from '@/lib/stripe'

export type Attempt = {
  id: bigint
  orderId: bigint
  state: 'creating' | 'open' | 'processing' | 'complete' | 'expired' | 'abandoned'
  sessionId: string | null
}

const columns = { id: true, orderId: true, state: true, sessionId: true } as const

/**
 * The attempt a session belongs to: by its id, or by the number we wrote into its metadata when the answer that
 * carried the id was lost. The key in the metadata is random, so that another shop on the same Stripe account with the
 * same small numbers is not mistaken for ours.
 */
export async function findAttempt(tx: PrismaTx, session: Stripe.Checkout.Session): Promise<Attempt | null> {
  const known = await tx.checkoutAttempt.findUnique({ where: { sessionId: session.id }, select: columns })
  if (known) return known
  const key = session.metadata?.attempt
  if (!key) return null
  return tx.checkoutAttempt.findUnique({ where: { idempotencyKey: key }, select: columns })
}
