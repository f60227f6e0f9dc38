import type Stripe from 'stripe'
import { z } from 'zod'
import type { Tx } from '../state/store'
import { ControlError } from './control-error'

/** Names a payment by whatever a test has at hand. */
export const paymentInput = z.strictObject({
  session: z.string().optional(),
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
})

/** The charge of a payment. @throws ControlError when there is none */
export function findCharge(
  { session, payment_intent, charge }: z.output<typeof paymentInput>,
  tx: Tx,
): Stripe.Charge {
  const intentId =
    payment_intent ?? (session === undefined ? undefined : findSession(session, tx).payment_intent)
  const intent = typeof intentId === 'string' ? tx.get('payment_intent', intentId) : undefined
  const chargeId = charge ?? intent?.latest_charge
  const found = typeof chargeId === 'string' ? tx.get('charge', chargeId) : undefined
  if (!found) throw new ControlError('Name a session, payment_intent or charge that has been paid.')
  return found
}

/** @throws ControlError */
export function findSession(id: string, tx: Tx): Stripe.Checkout.Session {
  const session = tx.get('session', id)
  if (!session) throw new ControlError(`There is no session ${id}.`)
  return session
}
