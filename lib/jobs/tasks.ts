import type { Task, TaskList } from 'graphile-worker'
import { z } from 'zod'
import { expireCarts } from '@/lib/cart/expire-carts'
import { forgetVisitors } from '@/lib/checkout/forget-visitors'
import { processEvent } from '@/lib/checkout/process-event'
import { reconcileAttempts } from '@/lib/checkout/reconcile'
import { sweep } from '@/lib/checkout/sweep'
import { sendMail } from '@/lib/email/send-mail'
import { resubmitRefunds } from '@/lib/orders/resubmit-refunds'
import { submitRefund } from '@/lib/orders/submit-refund'
import { countOpened, countSales } from '@/lib/search/keep-listings'
import type { Jobs } from './enqueue'
import { expireByClock } from './expire-by-clock'
import { unlockAbandonedJobs } from './unlock-abandoned-jobs'

const id = z.string().regex(/^\d{1,18}$/)
const payloads = {
  process_event: z.object({ eventId: z.string().min(1).max(255) }),
  submit_refund: z.object({ refundId: id }),
  send_mail: z.object({ mailId: id }),
} satisfies { [Name in keyof Jobs]: z.ZodType<Jobs[Name]> }

/** Payloads come out of the database as JSON: parsed at this door like at any other. */
const job =
  <Name extends keyof Jobs>(name: Name, run: (payload: Jobs[Name]) => Promise<void>): Task =>
  async (payload) =>
    run(payloads[name].parse(payload) as Jobs[Name])

/** What the worker does when asked (lib/jobs/enqueue.ts) and by the clock (`crontab`). Each may run twice unharmed. */
export const tasks: TaskList = {
  process_event: job('process_event', ({ eventId }) => processEvent(eventId)),
  submit_refund: job('submit_refund', ({ refundId }) => submitRefund(BigInt(refundId))),
  send_mail: job('send_mail', ({ mailId }) => sendMail(BigInt(mailId))),
  reconcile: async () => {
    await unlockAbandonedJobs()
    await reconcileAttempts()
    await resubmitRefunds()
  },
  sweep: async () => void (await sweep()),
  expire_carts: async () => void (await expireCarts()),
  forget_visitors: async () => void (await forgetVisitors()),
  expire_by_clock: async () => {
    await countOpened()
    await expireByClock()
  },
  count_sales: async () => void (await countSales()),
}

/** Minute, hour, day, month, weekday in UTC. Missed runs are not made up for: the next one looks at all that is due. */
export const crontab = `
* * * * * reconcile ?max=1&jobKey=reconcile
* * * * * expire_by_clock ?max=1
7 * * * * sweep ?max=3
12 * * * * count_sales ?max=1
20 15 * * * expire_carts ?max=1
25 15 * * * forget_visitors ?max=1
`
