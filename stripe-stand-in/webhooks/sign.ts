import { createHmac } from 'node:crypto'

/**
 * The `Stripe-Signature` header: a time and, while a secret is being rotated, a signature for each valid secret.
 * https://docs.stripe.com/webhooks#verify-manually
 * @param at seconds since 1970, on the receiver's clock: it refuses what looks old
 */
export function signatureOf(payload: string, secrets: string[], at: number): string {
  const signatures = secrets.map((secret) =>
    createHmac('sha256', secret).update(`${at}.${payload}`).digest('hex'),
  )
  return [`t=${at}`, ...signatures.map((signature) => `v1=${signature}`)].join(',')
}
