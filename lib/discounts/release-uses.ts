import type { Tx } from '@/lib/db'

/** An order that ended gives its discounts back, on Stripe's word as its stock. Doing it again changes nothing. */
export async function releaseUses(tx: Tx, orderId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH locked AS (
      SELECT discount.id FROM discount JOIN order_discount ON order_discount.discount_id = discount.id
      WHERE order_id = ${orderId} AND state = 'reserved' ORDER BY discount.id FOR NO KEY UPDATE OF discount
    ), released AS (
      UPDATE order_discount SET state = 'released' FROM locked
      WHERE order_id = ${orderId} AND state = 'reserved' AND discount_id = locked.id
      RETURNING discount_id
    )
    UPDATE discount SET uses = uses - 1 FROM released WHERE discount.id = released.discount_id`
}
