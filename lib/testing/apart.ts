import { existsSync } from 'node:fs'
import { z } from 'zod'
import { closeDb, prismaTransaction } from '@/lib/db'

/** What `runApart` can run in a process of its own, to be killed or stalled there. Each loads only what it needs. */
const verbs = {
  async startCheckout(input: unknown) {
    const { startCheckout } = await import('@/lib/checkout/start-checkout')
    await startCheckout(z.object({ cartToken: z.string(), origin: z.string() }).parse(input))
  },
  async settle(input: unknown) {
    const { settle } = await import('@/lib/checkout/settle')
    await settle(z.object({ session: z.string() }).parse(input).session)
  },
  async worker() {
    const { runWorker } = await import('@/lib/jobs/worker')
    await runWorker()
    // An open pool keeps a process alive for ten seconds.
    if ('shopDb' in globalThis) throw new Error('the worker left its connections open')
  },
  /** Ends an order, and stops in the middle of its transaction until a file appears; nothing runs meanwhile. */
  async stallEndingOrder(input: unknown) {
    const { endOrder } = await import('@/lib/orders/end-order')
    const { orderId, until } = z.object({ orderId: z.string(), until: z.string() }).parse(input)
    await prismaTransaction(async (tx) => {
      await endOrder(tx, BigInt(orderId), 'cancelled', 'said too late')
      // The shop's own ten seconds, shortened: who waits for them learns no more.
      await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 200`
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
