import pg from 'pg'
import { expect, vi } from 'vitest'
import { sql } from '@/lib/db'

/** Locks what `sql` (a SELECT … FOR UPDATE) finds, from a connection beside the shop's, until `release`. */
export async function holdLock(databaseUrl: string, sql: string): Promise<{ release: () => Promise<void> }> {
  const beside = new pg.Client(databaseUrl)
  await beside.connect()
  await beside.query('BEGIN')
  await beside.query(sql)
  return {
    async release() {
      await beside.query('ROLLBACK')
      await beside.end()
    },
  }
}

/** Until so many of the shop's statements wait for a lock: the way to force an interleaving without a clock. */
export async function untilWaiting(
  count: number,
  wait: { timeout: number; interval: number } = { timeout: 10_000, interval: 10 },
): Promise<void> {
  await vi.waitFor(async () => {
    const [row] = await sql().$queryRaw<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`
    expect(row?.waiting).toBe(count)
  }, wait)
}
