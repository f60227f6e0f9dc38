import { cancelCheckout } from '@/lib/checkout/cancel-checkout'
import { logError } from '@/lib/log'
import { seeOther } from '@/lib/see-other'

/** Stripe's "back": the cart is as it was, and the stock is free again. */
export async function GET(request: Request): Promise<Response> {
  const token = new URL(request.url).searchParams.get('order') ?? ''
  if (!/^[\w-]{22,64}$/.test(token)) return seeOther('/cart')
  try {
    return seeOther((await cancelCheckout(token)) ?? '/cart')
  } catch (error) {
    logError('checkout.cancel_failed', error)
    return seeOther('/cart')
  }
}
