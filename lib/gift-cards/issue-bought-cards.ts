import type { Tx } from '@/lib/db'
import { writeCards } from './write-cards'

type Line = { id: bigint; unit_price: number; pieces: number; currency: string; number: number }

/**
 * Issues the cards that an order bought, one a piece, worth what a piece costs; pieces refunded before that get none.
 * Call it under the order's lock. Doing it again issues nothing.
 * @returns how many are new
 */
export async function issueBoughtCards(tx: Tx, orderId: bigint): Promise<number> {
  const lines = await tx.$queryRaw<Line[]>`
    SELECT line.id, line.unit_price, "order".currency, "order".number,
      (line.quantity - COALESCE((SELECT sum(refund_line.quantity) FROM refund_line
        JOIN refund ON refund.id = refund_line.refund_id
        WHERE refund_line.order_line_id = line.id AND refund.state NOT IN ('failed', 'cancelled')), 0))::int AS pieces
    FROM order_line line JOIN "order" ON "order".id = line.order_id
    WHERE line.order_id = ${orderId} AND line.is_gift_card AND line.unit_price > 0 ORDER BY line.position`
  const cards = lines.flatMap(({ id, unit_price: amount, pieces, currency, number }) =>
    Array.from({ length: pieces }, (_, index) => ({
      amount,
      currency,
      issuer: `order ${number}`,
      bought: { orderLineId: id, piece: index + 1 },
    })),
  )
  return cards.length === 0 ? 0 : (await writeCards(tx, cards)).length
}
