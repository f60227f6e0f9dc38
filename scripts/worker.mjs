// `npm run worker`: sends mail, reconciles with Stripe, sweeps what expired. Several may run beside each other.
import { loadEnvironment } from './start/environment.mjs'

loadEnvironment()
// Built into one file it is up in a third of the time; `npm run dev` runs the sources (--source, by tsx).
const file = process.argv.includes('--source') ? '../lib/jobs/worker.ts' : '../.next/worker.mjs'
const { runWorker } = await import(file)
await runWorker()
