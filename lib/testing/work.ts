import { Logger, runOnce } from 'graphile-worker'
import { sql } from '@/lib/db'
import { tasks } from '@/lib/jobs/tasks'
import { lastWords } from '@/lib/jobs/worker'

/** Only what failed: a test that fails should say why. */
const logger = new Logger(() => (level, message) => {
  if (level === 'error') process.stderr.write(`${message}\n`)
})

/** The worker, until no job is due. A job that failed is not due until `hurry` says so. */
export async function work(): Promise<void> {
  await runOnce({
    connectionString: process.env.DATABASE_URL ?? '',
    taskList: tasks,
    concurrency: 4,
    noHandleSignals: true,
    preset: lastWords,
    logger,
  })
}

/** Whether a job is due. */
export async function hasWork(): Promise<boolean> {
  const [jobs] = await sql().$queryRaw<{ due: number }[]>`
    SELECT count(*)::int AS due FROM graphile_worker.jobs
    WHERE run_at <= now() AND locked_at IS NULL AND attempts < max_attempts`
  return (jobs?.due ?? 0) > 0
}

/** Makes every waiting job due now, so that nobody waits for a second try. */
export async function hurry(): Promise<void> {
  await sql().$queryRaw`
    SELECT id FROM graphile_worker.reschedule_jobs(ARRAY(SELECT id FROM graphile_worker.jobs), now())`
}
