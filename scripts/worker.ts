import { runWorker } from '@/lib/jobs/worker'
import { loadEnvironment } from './start/environment.mjs'

// `npm run worker`: sends mail, reconciles with Stripe, sweeps what expired. Several may run beside each other.
loadEnvironment()
await runWorker()
