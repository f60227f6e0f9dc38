import { existsSync } from 'node:fs'
import { z } from 'zod'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { closeDb, transaction } from '@/lib/db'
import { runWorker } from '@/lib/jobs/worker'
import { endOrder } from '@/lib/orders/end-order'

/** What `runApart` can run in a process of its own, to be killed or stalled there. */
const verbs = {
  async startCheckout(input: unknown) {
    const { cartToken, origin } = z.object({ cartToken: z.string(), origin: z.string() }).parse(input)
    await startCheckout({ cartToken, origin })
  },
  worker: () => runWorker(),
  /** Ends an order, and stops in the middle of its transaction until a file appears; nothing runs meanwhile. */
  async stallEndingOrder(input: unknown) {
    const { orderId, until } = z.object({ orderId: z.string(), until: z.string() }).parse(input)
    await transaction(async (tx) => {
      await endOrder(tx, BigInt(orderId), 'cancelled', 'said too late')
      process.stdout.write('stalled\n')
      const clock = new Int32Array(new SharedArrayBuffer(4))
      while (!existsSync(until)) Atomics.wait(clock, 0, 0, 10)
    })
  },
}

export type Verb = keyof typeof verbs

const [verb = '', input = '{}'] = process.argv.slice(2)
if (!Object.hasOwn(verbs, verb)) throw new Error(`there is no verb ${verb}`)
try {
  await verbs[verb as Verb](JSON.parse(input))
  process.stdout.write('done\n')
} finally {
  await closeDb()
}
