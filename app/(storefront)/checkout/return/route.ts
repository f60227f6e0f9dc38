import { findOrderToken } from '@/lib/checkout/find-order-token'
import { settle } from '@/lib/checkout/settle'
import { logError } from '@/lib/log'
import { seeOther } from '@/lib/see-other'

/**
 * Where Stripe sends the shopper after paying. It asks Stripe itself, so that the order page is right even before any
 * webhook; when Stripe can't be asked the webhook or the reconciler will, and the order page says so.
 */
export async function GET(request: Request): Promise<Response> {
  const sessionId = new URL(request.url).searchParams.get('session_id') ?? ''
  if (!/^cs_\w{1,250}$/.test(sessionId)) return seeOther('/cart')
  try {
    const settled = await settle(sessionId)
    if (settled.state === 'unknown') return seeOther('/cart')
    return seeOther(
      settled.state === 'open' || settled.state === 'ended' ? '/cart' : `/orders/${settled.orderToken}`,
    )
  } catch (error) {
    logError('checkout.return_failed', error, { sessionId })
    const token = await findOrderToken(sessionId).catch(() => null)
    return seeOther(token ? `/orders/${token}` : '/cart?notice=checking')
  }
}
