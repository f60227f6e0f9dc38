import type { Tx } from '@/lib/db'

/** What the worker does (lib/jobs/tasks.ts), with what it needs to know. Ids are strings: payloads are JSON. */
export type Jobs = {
  process_event: { eventId: string }
  submit_refund: { refundId: string }
  send_mail: { mailId: string }
}

/**
 * Enqueues a job in the transaction of what it follows from: both happen or neither. The same job waiting twice is
 * one job.
 */
export async function enqueue<Name extends keyof Jobs>(
  tx: Tx,
  name: Name,
  payload: Jobs[Name],
): Promise<void> {
  const key = `${name}:${Object.values(payload).join(':')}`
  await tx.$queryRaw`
    SELECT (graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, job_key => ${key})).id`
}
