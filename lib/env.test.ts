import { expect, test } from 'vitest'
import { parseEnv, SettingsError } from './env'

function problemsOf(source: Record<string, string>): string[] {
  try {
    parseEnv(source)
    return []
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
}

test('without any setting everything has a sensible value', () => {
  expect(parseEnv({})).toMatchObject({
    port: 3000,
    dataDir: '.data',
    siteUrl: 'http://localhost:3000',
    databaseUrl: undefined,
    stripe: { secretKey: undefined, webhookSecrets: [], live: false },
    smtpUrl: undefined,
  })
})

test('an empty line means that a setting is not set', () => {
  const names = ['PORT', 'SITE_URL', 'DATABASE_URL', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'SMTP_URL']
  expect(problemsOf(Object.fromEntries(names.map((name) => [name, ''])))).toEqual([])
})

test.each([
  ['PORT', '70000'],
  ['PORT', '0'],
  ['PORT', 'web'],
  ['PORT', '80.5'],
  ['SITE_URL', 'shop.example.nz'],
  ['SITE_URL', 'https://shop.example.nz/shop'],
  ['SITE_URL', 'ftp://shop.example.nz'],
  ['DATABASE_URL', 'mysql://root@localhost/shop'],
  ['STRIPE_SECRET_KEY', 'pk_test_123'],
  ['STRIPE_WEBHOOK_SECRET', 'whsec_one,two'],
  ['STRIPE_API_URL', 'stripe'],
  ['SMTP_URL', 'http://mail.example.nz'],
  ['MAIL_FROM', 'nobody'],
  ['MAIL_FROM', 'a@example.nz\r\nBcc: all@example.nz'],
  ['ADMIN_EMAIL', 'ana'],
  ['ADMIN_PASSWORD', 'short'],
])('%s=%j is refused by name', (name, value) => {
  expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} `))])
})

test('all problems are said at once', () => {
  expect(problemsOf({ PORT: 'web', SMTP_URL: 'mail' })).toHaveLength(2)
})

test('several webhook secrets are separated by commas', () => {
  expect(parseEnv({ STRIPE_WEBHOOK_SECRET: 'whsec_new, whsec_old' }).stripe.webhookSecrets).toEqual([
    'whsec_new',
    'whsec_old',
  ])
})

const live = {
  STRIPE_SECRET_KEY: 'sk_live_123',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  SITE_URL: 'https://shop.example.nz',
}

test('a live key needs https and a webhook secret, and never talks to a stand-in', () => {
  expect(parseEnv(live).stripe.live).toBe(true)
  expect(problemsOf({ ...live, STRIPE_API_URL: 'http://127.0.0.1:3001' })).toEqual([
    expect.stringContaining('STRIPE_API_URL'),
  ])
  expect(problemsOf({ ...live, SITE_URL: 'http://shop.example.nz' })).toEqual([
    expect.stringContaining('SITE_URL'),
  ])
  expect(problemsOf({ ...live, STRIPE_WEBHOOK_SECRET: '' })).toEqual([
    expect.stringContaining('STRIPE_WEBHOOK_SECRET'),
  ])
  expect(parseEnv({ ...live, STRIPE_SECRET_KEY: 'rk_live_123' }).stripe.live).toBe(true)
})
