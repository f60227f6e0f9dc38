import { transaction } from '@/lib/db'
import { enqueue } from '@/lib/jobs/enqueue'

const perRun = 50

/**
 * A refund that Stripe never answered about, and whose job has used up its tries: asked for again, under the same key.
 * One whose job still waits is left alone, since asking anew would forget how long it is to wait.
 */
export async function resubmitRefunds(): Promise<void> {
  await transaction(async (tx) => {
    const stuck = await tx.$queryRaw<{ id: bigint }[]>`
      SELECT id FROM refund
      WHERE state IN ('requested', 'submitted') AND stripe_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM graphile_worker.jobs job WHERE job.key = 'submit_refund:' || refund.id
          AND (job.attempts < job.max_attempts OR job.locked_at IS NOT NULL))
      ORDER BY id LIMIT ${perRun}`
    for (const { id } of stuck) await enqueue(tx, 'submit_refund', { refundId: String(id) })
  })
}
