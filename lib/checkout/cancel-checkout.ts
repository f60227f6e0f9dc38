import { db } from '@/lib/db'
import { isDomainError } from '@/lib/errors'
import { replaceAttempt } from './replace-attempt'

/**
 * The shopper left the payment page: ends its session at Stripe, so that the stock is free at once instead of half an
 * hour later. The cart was never touched. When Stripe can't be asked the session simply runs out.
 * @returns the order's address if it turns out to be paid
 */
export async function cancelCheckout(orderToken: string): Promise<string | null> {
  const attempt = await db().checkoutAttempt.findFirst({
    where: { order: { token: orderToken }, state: { in: ['creating', 'open'] } },
    select: { id: true, sessionId: true },
  })
  if (!attempt) return null
  try {
    const settled = await replaceAttempt(attempt)
    return settled.state === 'paid' || settled.state === 'processing' ? `/orders/${settled.orderToken}` : null
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}
