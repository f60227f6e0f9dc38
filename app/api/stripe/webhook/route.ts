import { receiveEvent } from '@/lib/checkout/receive-event'
import { isDomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import { readBody } from '@/lib/read-body'

/** Stripe's largest events are well below. */
const limit = 512_000

/** 200 only after the event is in the inbox; 400 for a bad one; 503 asks Stripe to deliver it again. */
export async function POST(request: Request): Promise<Response> {
  try {
    const body = await readBody(request, limit)
    await receiveEvent(body, request.headers.get('stripe-signature'))
    return Response.json({ received: true })
  } catch (error) {
    if (isDomainError(error)) {
      return Response.json({ error: error.message }, { status: error.code === 'TOO_MANY' ? 413 : 400 })
    }
    const id = logError('webhook.receive_failed', error)
    return Response.json({ error: `not stored (${id})` }, { status: 503 })
  }
}
