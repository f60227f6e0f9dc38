import { readSettings } from './read-settings'
import { startStandIn } from './start-stand-in'

/** The stand-in as a process of its own. Its settings are described in README.md. */
async function main() {
  const settings = readSettings(process.env)
  const { close, url } = await startStandIn({
    port: settings.STAND_IN_PORT,
    host: settings.STAND_IN_HOST,
    dataFolder: settings.STAND_IN_DATA,
    webhookUrl: settings.STAND_IN_WEBHOOK_URL ?? null,
    webhookSecret: settings.STAND_IN_WEBHOOK_SECRET,
    key: settings.STAND_IN_KEY,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(
      `The Stripe stand-in can't start: port ${settings.STAND_IN_PORT} (STAND_IN_PORT) is taken.`,
    )
  })
  console.log(`Stripe stand-in at ${url}`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => close().then(() => process.exit(0)))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
