import Stripe from 'stripe'
import { transaction } from '@/lib/db'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { stripe } from '@/lib/stripe'

const toleranceSeconds = 300

/**
 * Takes a webhook in: checks the signature against every current secret, its age and its mode, then writes it to the
 * inbox together with the job that will act on it. The same event again is one row. Answer 200 only after this returns.
 * @throws DomainError INVALID for whatever is not an event of ours; no row is left
 */
export async function receiveEvent(body: string, signature: string | null): Promise<void> {
  const event = verify(body, signature)
  if (event.livemode !== env().stripe.live) {
    throw new DomainError('INVALID', 'This event is of the other mode (test or live).')
  }
  const object = event.data.object as { id?: unknown; payment_intent?: unknown }
  const objectId = typeof object.id === 'string' ? object.id : ''
  const paymentIntentId = typeof object.payment_intent === 'string' ? object.payment_intent : null
  await transaction(async (tx) => {
    const inserted = await tx.$executeRaw`
      INSERT INTO webhook_event (id, type, livemode, object_id, payment_intent_id)
      VALUES (${event.id}, ${event.type}, ${event.livemode}, ${objectId}, ${paymentIntentId})
      ON CONFLICT (id) DO NOTHING`
    if (inserted > 0) await enqueue(tx, 'process_event', { eventId: event.id })
  })
}

function verify(body: string, signature: string | null): Stripe.Event {
  const { webhookSecrets } = env().stripe
  // The package takes any time in the future; a clock a little ahead is fine, a year is not.
  const claimed = Number(/(?:^|,)t=(\d+)/.exec(signature ?? '')?.[1])
  if (!(claimed <= Date.now() / 1000 + toleranceSeconds)) throw new DomainError('INVALID', 'Bad signature.')
  for (const secret of webhookSecrets) {
    try {
      return stripe().webhooks.constructEvent(body, signature ?? '', secret, toleranceSeconds)
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError) continue
      throw new DomainError('INVALID', 'The body is not an event.')
    }
  }
  throw new DomainError('INVALID', 'Bad signature.')
}
