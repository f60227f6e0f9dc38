import { db } from '@/lib/db'

/** `max` tries; after them nothing passes until `seconds` have gone by since the last try that counted. */
type Limit = { max: number; seconds: number }

/**
 * Counts a try in the database, so that all web processes count together, in one statement, so that simultaneous
 * tries can't all read the same count.
 * @returns whether the try is within the limit
 */
export async function withinLimit(key: string, { max, seconds }: Limit): Promise<boolean> {
  const window = seconds * 1000
  const [row] = await db().$queryRaw<{ count: number }[]>`
    WITH clock AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now),
    stale AS (
      DELETE FROM staff_rate_limit USING clock
      WHERE last_request < clock.now - 86400000 AND key <> ${key}
    )
    INSERT INTO staff_rate_limit AS tries (id, key, count, last_request)
    SELECT gen_random_uuid()::text, ${key}, 1, clock.now FROM clock
    ON CONFLICT (key) DO UPDATE SET
      count = CASE
        WHEN tries.last_request <= EXCLUDED.last_request - ${window}::bigint THEN 1
        ELSE least(tries.count, ${max}) + 1
      END,
      last_request = CASE
        WHEN tries.count < ${max} OR tries.last_request <= EXCLUDED.last_request - ${window}::bigint
        THEN EXCLUDED.last_request
        ELSE tries.last_request
      END
    RETURNING count`
  return (row?.count ?? 0) <= max
}

/** After a success earlier mistakes no longer count. */
export async function forgetTries(key: string): Promise<void> {
  await db().$executeRaw`DELETE FROM staff_rate_limit WHERE key = ${key}`
}

/** Takes back one try that was counted: it turned out to be no guess. Those before it still count. */
export async function uncountTry(key: string): Promise<void> {
  await db().$executeRaw`UPDATE staff_rate_limit SET count = count - 1 WHERE key = ${key} AND count > 0`
}
