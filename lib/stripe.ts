import Stripe from 'stripe'
import { env, SettingsError } from './env'

export type { Stripe }

const shared = globalThis as typeof globalThis & { shopStripe?: Stripe }

/**
 * The one Stripe client. Without a key of one's own `npm start` sets the stand-in's address and key; the address
 * and a live key exclude each other (lib/env.ts).
 * @throws SettingsError when neither a key nor the stand-in is set
 */
export function stripe(): Stripe {
  shared.shopStripe ??= connect()
  return shared.shopStripe
}

function connect(): Stripe {
  const { secretKey, apiUrl } = env().stripe
  if (!secretKey)
    throw new SettingsError(['STRIPE_SECRET_KEY is missing: `npm start` brings test payments along'])
  const base = apiUrl ? new URL(apiUrl) : undefined
  return new Stripe(secretKey, {
    apiVersion: '2026-10-28.endive',
    // The package retries resets, 409 and 5xx under the same idempotency key; 429 is ours to show as "try again".
    maxNetworkRetries: 2,
    timeout: 15_000,
    telemetry: false,
    ...(base && {
      host: base.hostname,
      port: base.port || (base.protocol === 'https:' ? 443 : 80),
      protocol: base.protocol === 'https:' ? ('https' as const) : ('http' as const),
    }),
  })
}
