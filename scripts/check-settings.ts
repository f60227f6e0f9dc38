import { parseEnv, SettingsError } from '@/lib/env'

// `npm start` runs this first: the settings are judged by the same code that the shop uses. One line of JSON, or
// every problem in plain words.
try {
  const { port, siteUrl, adminEmail, smtpUrl, stripe } = parseEnv(process.env)
  const settings = { port, siteUrl, adminEmail, sendsMail: smtpUrl !== undefined, live: stripe.live }
  process.stdout.write(`${JSON.stringify(settings)}\n`)
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
