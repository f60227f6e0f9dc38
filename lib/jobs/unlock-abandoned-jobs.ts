import { db } from '@/lib/db'

/** Far longer than any of these takes: each makes a few calls that time out by themselves. */
const patience = '5 minutes'

/**
 * A worker that was killed leaves its job locked, and the queue by itself waits four hours before another takes it:
 * too long for a refund or a mail. Every worker does one job at a time, so the unlocking hits no other.
 */
export async function unlockAbandonedJobs(): Promise<void> {
  await db().$executeRaw`
    SELECT graphile_worker.force_unlock_workers(ARRAY(
      SELECT DISTINCT locked_by FROM graphile_worker.jobs
      WHERE locked_at < now() - ${patience}::interval
        AND task_identifier IN ('process_event', 'submit_refund', 'send_mail')))`
}
