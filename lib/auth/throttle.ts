import { sql } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'

/** `max` tries; after them nothing passes until `seconds` have gone by since the last try that counted. */
type Limit = { max: number; seconds: number }

/**
 * Counts a try in the database, so that all web processes count together, in one statement, so that simultaneous
 * tries can't all read the same count.
 * @returns whether the try is within the limit
 */
export async function withinLimit(key: string, limit: Limit): Promise<boolean> {
  const [row] = await sql().$queryRaw<{ within: boolean }[]>`
    WITH ${countedTries(key, limit)} SELECT within FROM tries`
  return row?.within ?? false
}

/**
 * WITH queries, the last of them `name` with `within` in its one row, for a statement that counts and acts at once.
 * The visitor's other tries wait until its transaction ends; rolled back, it takes back what it counted. What was left by
 * others a day ago goes, but for what somebody is counting at this moment.
 * @param tried a SELECT of `points`, as bigint: as how many tries it counts. 0 is within where one more would be, and
 *   counts for nothing; without a row nothing is looked at, and `name` has none either
 */
export function countedTries(
  key: string,
  { max, seconds }: Limit,
  tried: Prisma.Sql = Prisma.sql`SELECT 1::bigint AS points`,
  name = 'tries',
): Prisma.Sql {
  const part = (suffix: string) => Prisma.raw(`${name}_${suffix}`)
  const over = Prisma.sql`counted.last_request <= EXCLUDED.last_request - ${seconds * 1000}::bigint`
  return Prisma.sql`${part('now')} AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now),
    ${part('old')} AS (
      SELECT old.id FROM staff_rate_limit old, ${part('now')} AS clock
      WHERE last_request < clock.now - 86400000 AND key <> ${key} FOR UPDATE OF old SKIP LOCKED
    ),
    ${part('forgotten')} AS (DELETE FROM staff_rate_limit WHERE id IN (SELECT id FROM ${part('old')})),
    ${part('tried')} AS MATERIALIZED (${tried}),
    ${part('counted')} AS (
      INSERT INTO staff_rate_limit AS counted (id, key, count, last_request)
      SELECT gen_random_uuid()::text, ${key}, LEAST(tried.points, ${max}::int + 1), clock.now
      FROM ${part('tried')} AS tried, ${part('now')} AS clock
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN ${over} THEN EXCLUDED.count ELSE LEAST(counted.count + EXCLUDED.count, ${max}::int + 1) END,
        last_request = CASE
          WHEN ${over} OR (counted.count < ${max}::int AND EXCLUDED.count > 0) THEN EXCLUDED.last_request
          ELSE counted.last_request
        END
      RETURNING count
    ),
    ${Prisma.raw(name)} AS MATERIALIZED (
      SELECT counted.count + (CASE tried.points WHEN 0 THEN 1 ELSE 0 END) <= ${max}::int AS within
      FROM ${part('counted')} AS counted, ${part('tried')} AS tried
    )`
}

/** After a success earlier mistakes no longer count. */
export async function forgetTries(key: string): Promise<void> {
  await sql().$executeRaw`DELETE FROM staff_rate_limit WHERE key = ${key}`
}
