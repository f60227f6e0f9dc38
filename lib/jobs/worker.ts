import { Logger, run } from 'graphile-worker'
import { closeDb, sql } from '@/lib/db'
import { databaseUrl } from '@/lib/env'
import { logError, logInfo } from '@/lib/log'
import { expireAfterPause } from './expire-by-clock'
import { crontab, tasks } from './tasks'

const heartbeatEvery = 5_000

/** Only what needs a person: the queue tells of every job otherwise. */
const logger = new Logger(() => (level, message) => {
  if (level === 'error') logError('worker.job_failed', message)
})

/**
 * Otherwise the queue does not wait until a job is written down as done or failed: one that ends while the worker
 * stops would stay locked. For the same reason its own signal handlers, which end the process, are left out.
 */
export const lastWords = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }

/**
 * Works jobs off until it is told to stop (SIGTERM or SIGINT: what runs is finished first). Several workers may run
 * beside each other; a job belongs to one at a time, and one whose worker was killed is taken up again.
 */
export async function runWorker(): Promise<void> {
  const runner = await run({
    connectionString: databaseUrl(),
    concurrency: 4,
    maxPoolSize: 6,
    pollInterval: 2_000,
    taskList: tasks,
    crontab,
    logger,
    preset: lastWords,
    noHandleSignals: true,
  })
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped = runner.stop()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
  logInfo('worker.started')
  const beat = async () => {
    await sql().$executeRaw`
      INSERT INTO worker_heartbeat (id, seen_at) VALUES (1, now()) ON CONFLICT (id) DO UPDATE SET seen_at = now()`
  }
  await expireAfterPause()
  await beat()
  // A missed beat is what the health page is there to show.
  const timer = setInterval(() => void beat().catch(() => {}), heartbeatEvery)
  try {
    await runner.promise
    await stopped
  } finally {
    clearInterval(timer)
    await closeDb()
  }
}
