import { z } from 'zod'

const LIVE_KEY = /\b(sk|rk)_live_/

const settings = z.object({
  STAND_IN_PORT: z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65_535),
  STAND_IN_HOST: z.string().min(1).default('127.0.0.1'),
  STAND_IN_DATA: z.string({ error: 'must name the folder that keeps the state' }).min(1),
  STAND_IN_WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  STAND_IN_WEBHOOK_SECRET: z.string({ error: 'must be set' }).min(8, 'must have at least 8 characters'),
  STAND_IN_KEY: z.string().startsWith('sk_test_', 'must start with sk_test_').default('sk_test_stand_in'),
  STRIPE_SECRET_KEY: z
    .string()
    .refine((key) => !LIVE_KEY.test(key), 'holds a live key: the stand-in never runs beside one')
    .optional(),
})

/**
 * Reads the settings of the stand-in's own process. An empty value counts as unset.
 * @throws Error that names each setting that is wrong, and what it must be
 */
export function readSettings(environment: Record<string, string | undefined>): z.output<typeof settings> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`)
  throw new Error(`The Stripe stand-in can't start:\n${lines.join('\n')}`)
}
