import type { Tx } from '@/lib/db'
import { DomainError } from '@/lib/errors'

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
  const cards = await tx.$queryRaw<{ id: bigint; unused: boolean }[]>`
    SELECT id, (NOT disabled AND reserved = 0 AND balance = initial_amount) AS unused
    FROM gift_card WHERE order_line_id = ${orderLineId} ORDER BY id FOR NO KEY UPDATE`
  if (cards.length === 0) return
  const unused = cards.filter((card) => card.unused).map(({ id }) => id)
  if (unused.length < quantity) {
    throw new DomainError(
      'INVALID',
      `${unused.length} of these gift cards are unused, so no more can be taken back. To give money back all the same, write an amount and choose no items.`,
      'lines',
    )
  }
  await tx.$executeRaw`
    UPDATE gift_card
    SET disabled = true, withdrawn_by = ${`refund:${refundId}`}, version = version + 1, updated_at = now()
    WHERE id = ANY (${unused.slice(-quantity)}::bigint[])`
}
