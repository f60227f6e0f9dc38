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
  const parsed = stripeEvent.safeParse(readSigned(body, signature))
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

function readSigned(body: string, signature: string | null): unknown {
  // The package takes any time in the future; a clock a little ahead is fine, a year is not.
  const claimed = Number(/(?:^|,)t=(\d+)/.exec(signature ?? '')?.[1])
  const ofNow = claimed <= Date.now() / 1000 + toleranceSeconds
  if (!ofNow || !env().stripe.webhookSecrets.some((secret) => isSigned(body, signature ?? '', secret)))
    throw new DomainError('INVALID', 'The signature is missing or wrong, or of another time.')
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Whatever the package throws means no: of an empty signature it throws an error that doesn't say so. */
function isSigned(body: string, signature: string, secret: string): boolean {
  try {
    return stripe().webhooks.signature?.verifyHeader(body, signature, secret, toleranceSeconds) === true
  } catch {
    return false
  }
}
