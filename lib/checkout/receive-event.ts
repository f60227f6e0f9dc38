import Stripe from 'stripe'
import { z } from 'zod'
import { transaction } from '@/lib/db'
import { env } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/enqueue'
import { stripe } from '@/lib/stripe'

const toleranceSeconds = 300

/** What the inbox keeps of an event; the rest is read anew from Stripe. */
const stripeEvent = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  livemode: z.boolean(),
  data: z.object({
    object: z.object({
      id: z.string().max(255).catch(''),
      payment_intent: z.string().max(255).nullable().catch(null),
    }),
  }),
})

/**
 * Takes a webhook in: checks the signature against every current secret, its age and its mode, then writes it to the
 * inbox together with the job that will act on it. The same event again is one row. Answer 200 only after this returns.
 * @throws DomainError INVALID for whatever is not an event of ours; no row is left
 */
export async function receiveEvent(body: string, signature: string | null): Promise<void> {
  const parsed = stripeEvent.safeParse(verify(body, signature))
  if (!parsed.success) throw new DomainError('INVALID', 'The body is not an event.')
  const event = parsed.data
  if (event.livemode !== env().stripe.live) {
    throw new DomainError('INVALID', 'This event is of the other mode (test or live).')
  }
  const { id: objectId, payment_intent: paymentIntentId } = event.data.object
  await transaction(async (tx) => {
    const inserted = await tx.$executeRaw`
      INSERT INTO webhook_event (id, type, livemode, object_id, payment_intent_id)
      VALUES (${event.id}, ${event.type}, ${event.livemode}, ${objectId}, ${paymentIntentId})
      ON CONFLICT (id) DO NOTHING`
    if (inserted > 0) await enqueue(tx, 'process_event', { eventId: event.id })
  })
}

function verify(body: string, signature: string | null): unknown {
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
