import { db } from '@/lib/db'

/** The order's address for a session we know, without asking Stripe. @returns null for an unknown session */
export async function findOrderToken(sessionId: string): Promise<string | null> {
  const attempt = await db().checkoutAttempt.findUnique({
    where: { sessionId },
    select: { order: { select: { token: true } } },
  })
  return attempt?.order.token ?? null
}
