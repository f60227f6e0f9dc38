import type { Tx } from '@/lib/db'

type Use = { title: string; code: string | null; committed: boolean; again: boolean }

/**
 * A paid order has used its discounts for good. Money that came after the order had ended takes the uses again, if there
 * are any left. Call it when the order knows its customer, before its stock is taken. Doing it again changes nothing.
 * @returns the names of discounts that it had and could not count (`overLimit`: others used them up meanwhile), and of
 *   those once for each customer that this one had before (`again`): the money is there, a person decides
 */
export async function commitUses(tx: Tx, orderId: bigint): Promise<{ overLimit: string[]; again: string[] }> {
  // A statement of its own: what was committed while this one waited for the lock is seen by the next.
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT discount.id FROM discount JOIN order_discount ON order_discount.discount_id = discount.id
    WHERE order_discount.order_id = ${orderId} AND state <> 'committed'
    ORDER BY discount.id FOR NO KEY UPDATE OF discount`
  if (locked.length === 0) return { overLimit: [], again: [] }
  const uses = await tx.$queryRaw<Use[]>`
    WITH retaken AS (
      UPDATE discount SET uses = uses + 1 FROM order_discount mine
      WHERE mine.order_id = ${orderId} AND mine.state = 'released' AND mine.discount_id = discount.id
        AND (usage_limit IS NULL OR uses < usage_limit)
      RETURNING discount.id
    ), committed AS (
      UPDATE order_discount SET state = 'committed'
      WHERE order_id = ${orderId} AND (state = 'reserved' OR discount_id IN (SELECT id FROM retaken))
      RETURNING id
    )
    SELECT mine.title, mine.code, mine.id IN (SELECT id FROM committed) AS committed,
      discount.once_per_customer AND EXISTS (
        SELECT 1 FROM order_discount other JOIN "order" ON "order".id = other.order_id
        WHERE other.discount_id = discount.id AND other.state = 'committed' AND "order".id <> ${orderId}
          AND "order".customer_id = (SELECT customer_id FROM "order" WHERE id = ${orderId})) AS again
    FROM order_discount mine JOIN discount ON discount.id = mine.discount_id
    WHERE mine.order_id = ${orderId} AND mine.state <> 'committed' ORDER BY mine.position`
  const names = (some: Use[]) => some.map(({ code, title }) => code ?? title)
  return {
    overLimit: names(uses.filter(({ committed }) => !committed)),
    again: names(uses.filter(({ again }) => again)),
  }
}
