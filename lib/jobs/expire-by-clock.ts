import { expire, tags } from '@/lib/cache'
import { type Tx, transaction } from '@/lib/db'

/** Until when this process has looked: nothing falls between two runs, however late the second one is. */
let looked: Date | undefined

type Due = { kind: 'product' | 'article'; id: bigint }

/**
 * Pages that change because time passes, not because somebody wrote: what is published on a date, and the delivery
 * promise at the hour of dispatch and at midnight where the shop is.
 * @param after what came due later than this; by default since the last run, of a new worker in the last 90 seconds
 */
export async function expireByClock(after = looked): Promise<void> {
  looked = await transaction(async (tx) => {
    const { since, now } = await readClock(tx, after)
    const due = await tx.$queryRaw<Due[]>`
      SELECT 'product' AS kind, id FROM product
      WHERE status = 'active' AND published_at > ${since} AND published_at <= ${now}
      UNION ALL
      SELECT 'article', id FROM article
      WHERE status = 'active' AND published_at > ${since} AND published_at <= ${now}`
    const names = due.flatMap(({ kind, id }) =>
      kind === 'product' ? [tags.product(id), tags.catalog] : [tags.article(id), tags.articles],
    )
    if (await promiseChanged(tx, since)) names.push(tags.delivery)
    await expire(tx, ...names)
    return now
  })
}

/**
 * For a worker that begins, before its first heartbeat: while none ran the clock expired nothing, so everything is
 * made anew. After a pause of seconds the first run of `expireByClock` still sees all of it.
 */
export async function expireAfterPause(): Promise<void> {
  await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ away: boolean }[]>`
      SELECT seen_at < now() - interval '20 seconds' AS away FROM worker_heartbeat`
    if (row?.away) await expire(tx, tags.everything)
  })
}

/** By the database's clock, which also dates what is published. */
async function readClock(tx: Tx, after: Date | undefined): Promise<{ since: Date; now: Date }> {
  const [clock] = await tx.$queryRaw<{ since: Date; now: Date }[]>`
    SELECT COALESCE(${after ?? null}::timestamptz, now() - interval '90 seconds') AS since, now() AS now`
  if (!clock) throw new Error('the database has no clock')
  return clock
}

/** Whether midnight or the hour of dispatch has passed, where the shop is. */
async function promiseChanged(tx: Tx, since: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ changed: boolean }[]>`
    SELECT GREATEST(midnight, CASE WHEN cutoff <= local THEN cutoff END) > ${since}::timestamptz AT TIME ZONE time_zone
      AS changed
    FROM shop
    CROSS JOIN LATERAL (SELECT now() AT TIME ZONE time_zone AS local) AS clock
    CROSS JOIN LATERAL (SELECT date_trunc('day', local) AS midnight) AS day
    CROSS JOIN LATERAL (SELECT midnight + dispatch_cutoff * interval '1 hour' AS cutoff) AS dispatch`
  return row?.changed ?? false
}
