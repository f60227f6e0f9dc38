import type { Tx } from '@/lib/db'

/** Why a bought card can't be spent: a refund's row, or Stripe's id of a dispute. */
export type Withdrawal = `refund:${bigint}` | `dispute:${string}`

/**
 * The refund failed or the dispute was won: the cards that it withdrew can be spent again. Where another dispute of the
 * order stands (open, or lost) they stay disabled, by that one. Call it under the order's lock, with the ledger written.
 * @returns how many can be spent again
 */
export async function enableBoughtCards(tx: Tx, orderId: bigint, withdrawal: Withdrawal): Promise<number> {
  const changed = await tx.$queryRaw<{ disabled: boolean }[]>`
    WITH standing AS (
      SELECT 'dispute:' || stripe_id AS dispute FROM payment_entry opened
      WHERE order_id = ${orderId} AND kind = 'dispute_opened' AND NOT EXISTS (
        SELECT 1 FROM payment_entry won WHERE won.kind = 'dispute_won' AND won.stripe_id = opened.stripe_id)
      ORDER BY id LIMIT 1
    ), locked AS (
      SELECT id FROM gift_card
      WHERE order_line_id IN (SELECT id FROM order_line WHERE order_id = ${orderId}) AND withdrawn_by = ${withdrawal}
      ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE gift_card card
    SET disabled = EXISTS (SELECT 1 FROM standing), withdrawn_by = (SELECT dispute FROM standing),
      version = version + 1, updated_at = now()
    FROM locked WHERE card.id = locked.id RETURNING card.disabled`
  return changed.filter(({ disabled }) => !disabled).length
}
