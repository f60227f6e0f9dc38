import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { sql } from './db'

const TIME_LIMIT_MS = 3_000
const WORKER_SILENCE_S = 30

type State = { applied: string[]; workerSilence: number | null }

/**
 * What monitoring and `npm start` ask: is everything there that a sale needs? Answers within a few seconds, whatever
 * hangs, and names no address and no secret.
 *
 * @returns each part as "ok" or as words that say what is wrong
 */
export async function health() {
  const [state, expected] = await Promise.all([inTime(readState()), readMigrationNames()])
  if (!state) return { ok: false, database: 'no answer', migrations: 'unknown', worker: 'unknown' }
  const missing = expected.filter((name) => !state.applied.includes(name))
  const migrations = missing.length === 0 ? 'ok' : `not applied: ${missing.join(', ')}`
  const worker = workerState(state.workerSilence)
  return { ok: migrations === 'ok' && worker === 'ok', database: 'ok', migrations, worker }
}

function workerState(silence: number | null): string {
  if (silence === null) return 'never seen'
  return silence <= WORKER_SILENCE_S ? 'ok' : `not seen for ${Math.round(silence)} s`
}

/** A database without the tables answers too: nothing is applied. */
async function readState(): Promise<State> {
  const [tables] = await sql().$queryRaw<{ ready: boolean }[]>`
    select to_regclass('_prisma_migrations') is not null and to_regclass('worker_heartbeat') is not null as "ready"`
  if (!tables?.ready) return { applied: [], workerSilence: null }
  const [state] = await sql().$queryRaw<State[]>`
    select
      array(select migration_name from _prisma_migrations
            where finished_at is not null and rolled_back_at is null) as "applied",
      (select extract(epoch from now() - seen_at)::float8 from worker_heartbeat) as "workerSilence"`
  return state ?? { applied: [], workerSilence: null }
}

async function readMigrationNames(): Promise<string[]> {
  const entries = await readdir(path.join(process.cwd(), 'prisma', 'migrations'), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

/** Undefined when it fails or takes too long: for health both mean "no answer". */
async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), TIME_LIMIT_MS)
  })
  try {
    return await Promise.race([work, limit])
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
