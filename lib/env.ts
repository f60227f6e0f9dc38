import { z } from 'zod'

/**
 * The one place that reads `process.env`. Parsed on first use and kept; a bad value is a
 * `SettingsError` that names the setting and says what to write instead. `.env.example` explains each.
 */
export class SettingsError extends Error {
  constructor(readonly problems: string[]) {
    super(`These settings need a change:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'SettingsError'
  }
}

/** An empty line in `.env` (`SMTP_URL=`) means "not set". */
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional())

const url = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address like ${example}`,
  })

const schema = z.object({
  PORT: z.preprocess(
    blankIsUnset,
    z.coerce
      .number({ error: 'must be a port number between 1 and 65535' })
      .int({ error: 'must be a whole number' })
      .min(1, { error: 'must be between 1 and 65535' })
      .max(65535, { error: 'must be between 1 and 65535' })
      .default(3000),
  ),
  DATA_DIR: z.preprocess(blankIsUnset, z.string().max(4096).default('.data')),
  SITE_URL: optional(
    url(['http:', 'https:'], 'https://shop.example.nz').refine(
      (text) => !URL.canParse(text) || (new URL(text).pathname === '/' && !new URL(text).search),
      {
        error: 'must be the address alone, without a path',
      },
    ),
  ),
  DATABASE_URL: optional(url(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/shop')),
  STRIPE_SECRET_KEY: optional(
    z.string().regex(/^(sk|rk)_(test|live)_\w+$/, { error: 'must start with sk_test_ or sk_live_' }),
  ),
  STRIPE_WEBHOOK_SECRET: optional(
    z.string().refine((list) => list.split(',').every((secret) => /^whsec_\S+$/.test(secret.trim())), {
      error: 'must start with whsec_; several are separated by commas',
    }),
  ),
  /** Set by `npm start` for the stand-in; a live key refuses it. */
  STRIPE_API_URL: optional(url(['http:', 'https:'], 'http://127.0.0.1:3001')),
  SMTP_URL: optional(url(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.nz:465')),
  MAIL_FROM: optional(
    z
      .string()
      .max(320)
      .regex(/^[^\r\n]*[^\s@]+@[^\s@]+\.[^\s@]+[^\r\n]*$/, {
        error: 'must be an e-mail address, like Bestow <shop@example.nz>',
      }),
  ),
  ADMIN_EMAIL: optional(z.email({ error: 'must be an e-mail address' }).max(320)),
  ADMIN_PASSWORD: optional(z.string().min(12, { error: 'must have at least 12 characters' }).max(128)),
})

/** @throws SettingsError */
function parse(source: Record<string, string | undefined>) {
  const result = schema.safeParse(source)
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  const live = isLiveKey(source.STRIPE_SECRET_KEY)
  if (live && source.STRIPE_API_URL)
    problems.push('STRIPE_API_URL must not be set beside a live STRIPE_SECRET_KEY')
  if (live && !source.STRIPE_WEBHOOK_SECRET)
    problems.push('STRIPE_WEBHOOK_SECRET is missing: Stripe shows it beside the webhook endpoint')
  if (live && !source.SITE_URL?.startsWith('https:'))
    problems.push('SITE_URL must be the https address of the shop when a live key is set')
  if (!result.success || problems.length > 0) throw new SettingsError(problems)
  const { data } = result
  return {
    port: data.PORT,
    dataDir: data.DATA_DIR,
    /** Origin without a trailing slash. */
    siteUrl: new URL(data.SITE_URL ?? `http://localhost:${data.PORT}`).origin,
    databaseUrl: data.DATABASE_URL,
    stripe: {
      secretKey: data.STRIPE_SECRET_KEY,
      webhookSecrets: data.STRIPE_WEBHOOK_SECRET?.split(',').map((secret) => secret.trim()) ?? [],
      apiUrl: data.STRIPE_API_URL,
      live,
    },
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM ?? 'Bestow shop (test) <shop@example.nz>',
    adminEmail: data.ADMIN_EMAIL ?? 'admin@example.nz',
    adminPassword: data.ADMIN_PASSWORD,
  }
}

export function isLiveKey(key: string | undefined): boolean {
  return /^(sk|rk)_live_/.test(key ?? '')
}

export type Env = ReturnType<typeof parse>

let current: Env | undefined

/** @throws SettingsError when a setting can't be used */
export function env(): Env {
  current ??= parse(process.env)
  return current
}

/** For tests and for the start script, which says all problems before anything runs. @throws SettingsError */
export function parseEnv(source: Record<string, string | undefined>): Env {
  return parse(source)
}

/** @throws SettingsError when there is no database to talk to */
export function databaseUrl(): string {
  const { databaseUrl: value } = env()
  if (!value)
    throw new SettingsError([
      'DATABASE_URL is missing: `npm start` brings a database along, the other commands need one',
    ])
  return value
}
