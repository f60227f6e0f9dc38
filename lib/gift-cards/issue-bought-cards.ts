import type { Tx } from '@/lib/db'
import { writeCards } from './write-cards'

type Due = {
  id: bigint
  unit_price: number
  last_piece: number
  pieces: number
  currency: string
  number: number
}

/**
 * Issues the cards that an order bought and has not got, one a piece, worth what a piece costs; refunded pieces get
 * none. Call it under the order's lock. Doing it again issues nothing.
 * @returns how many are new
 */
export async function issueBoughtCards(tx: Tx, orderId: bigint): Promise<number> {
  const cards = (await readDue(tx, orderId)).flatMap(
    ({ id, unit_price: amount, last_piece, pieces, currency, number }) =>
      Array.from({ length: pieces }, (_, index) => ({
        amount,
        currency,
        issuer: `order ${number}`,
        bought: { orderLineId: id, piece: last_piece + index + 1 },
      })),
  )
  return cards.length === 0 ? 0 : (await writeCards(tx, cards)).length
}

/** How many cards an order bought and has not got. */
export async function countDueCards(tx: Tx, orderId: bigint): Promise<number> {
  return (await readDue(tx, orderId)).reduce((sum, { pieces }) => sum + pieces, 0)
}

/** A refunded piece is counted once: by its refund, not by the card that the refund withdrew. */
async function readDue(tx: Tx, orderId: bigint): Promise<Due[]> {
  return tx.$queryRaw<Due[]>`
    SELECT line.id, line.unit_price, "order".currency, "order".number, card.last_piece,
      GREATEST(0, line.quantity - card.kept - COALESCE((SELECT sum(refund_line.quantity) FROM refund_line
        JOIN refund ON refund.id = refund_line.refund_id
        WHERE refund_line.order_line_id = line.id AND refund.state NOT IN ('failed', 'cancelled')), 0))::int AS pieces
    FROM order_line line
    JOIN "order" ON "order".id = line.order_id
    CROSS JOIN LATERAL (
      SELECT COALESCE(max(piece), 0)::int AS last_piece,
        count(*) FILTER (WHERE COALESCE(withdrawn_by, '') NOT LIKE 'refund:%') AS kept
      FROM gift_card WHERE order_line_id = line.id
    ) card
    WHERE line.order_id = ${orderId} AND line.is_gift_card AND line.unit_price > 0 ORDER BY line.position`
}
