import { sql } from '@/lib/db'

/** Far longer than any of these takes: each makes a few calls that time out by themselves. */
const patience = '5 minutes'

/**
 * A worker that was killed leaves its jobs locked, and the queue by itself waits four hours before another takes them:
 * too long for a refund or a mail. A worker that holds one of these for so long is dead, so all it holds is freed.
 */
export async function unlockAbandonedJobs(): Promise<void> {
  await sql().$executeRaw`
    SELECT graphile_worker.force_unlock_workers(ARRAY(
      SELECT DISTINCT locked_by FROM graphile_worker.jobs
      WHERE locked_at < now() - ${patience}::interval
        AND task_identifier IN ('process_event', 'submit_refund', 'send_mail')))`
}
