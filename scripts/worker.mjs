// `npm run worker`: sends mail, reconciles with Stripe, sweeps what expired. Several may run beside each other.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { loadEnvironment, ROOT } from './start/environment.mjs'
import { PlainError, printFailure } from './start/plain-error.mjs'

// Built into one file it is up in a third of the time; `npm run dev` runs the sources (--source, by tsx).
const file = process.argv.includes('--source') ? 'lib/jobs/worker.ts' : '.next/worker.mjs'

try {
  loadEnvironment()
  if (!existsSync(path.join(ROOT, file))) throw new PlainError('The worker is not built yet: npm run build')
  const { runWorker } = await import(`../${file}`)
  await runWorker()
} catch (error) {
  printFailure(error)
  process.exitCode = 1
}
