import type { Tx } from '@/lib/db'
import { refuseUsedCards, useOfCard } from './unused-cards'

/**
 * Takes back so many of the cards that a line bought, because their price is refunded: the last ones that nobody has
 * used are disabled at once, before the money moves. A line whose cards are not issued yet has none to take.
 * The cards remember the refund: one that fails gives them back.
 * @throws DomainError INVALID when fewer are unused
 */
export async function withdrawBoughtCards(
  tx: Tx,
  refundId: bigint,
  { lineId: orderLineId, quantity }: { lineId: bigint; quantity: number },
): Promise<void> {
  const rows = await tx.$queryRaw<({ id: bigint } & Parameters<typeof useOfCard>[0])[]>`
    SELECT id, disabled, reserved, balance, initial_amount AS "initialAmount", withdrawn_by AS "withdrawnBy"
    FROM gift_card WHERE order_line_id = ${orderLineId} ORDER BY id FOR NO KEY UPDATE`
  const cards = rows.map((row) => ({ id: row.id, ...useOfCard(row) }))
  refuseUsedCards(cards, quantity, 'lines')
  const unused = cards.filter((card) => card.unused).map(({ id }) => id)
  await tx.$executeRaw`
    UPDATE gift_card
    SET disabled = true, withdrawn_by = ${`refund:${refundId}`}, version = version + 1, updated_at = now()
    WHERE id = ANY (${unused.slice(-quantity)}::bigint[])`
}
