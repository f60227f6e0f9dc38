import { expire, tags } from '@/lib/cache'
import { type Tx, transaction } from '@/lib/db'

/** A little longer than the minute between two runs, so that nothing falls between them. */
const window = '90 seconds'

type Due = { kind: 'product' | 'article'; id: bigint }

/**
 * Pages that change because time passes, not because somebody wrote: what is published on a date, and the delivery
 * promise at the hour of dispatch and at midnight where the shop is.
 */
export async function expireByClock(): Promise<void> {
  await transaction(async (tx) => {
    const due = await tx.$queryRaw<Due[]>`
      SELECT 'product' AS kind, id FROM product
      WHERE status = 'active' AND published_at BETWEEN now() - ${window}::interval AND now()
      UNION ALL
      SELECT 'article', id FROM article
      WHERE status = 'active' AND published_at BETWEEN now() - ${window}::interval AND now()`
    const names = due.flatMap(({ kind, id }) =>
      kind === 'product' ? [tags.product(id), tags.catalog] : [tags.article(id), tags.articles],
    )
    if (await promiseChanged(tx)) names.push(tags.delivery)
    await expire(tx, ...names)
  })
}

async function promiseChanged(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ changed: boolean }[]>`
    SELECT date_part('hour', now() AT TIME ZONE time_zone) IN (0, dispatch_cutoff)
      AND date_trunc('hour', now()) > now() - ${window}::interval AS changed
    FROM shop`
  return row?.changed ?? false
}
