import type { Tx } from '@/lib/db'

/**
 * A refund gives money back to the card it came from, whatever became of the card: on one that has expired or was
 * disabled it waits until a person decides. The same refund restores once.
 * @param amount minor units
 * @returns false for a hold that never paid anything
 */
export async function restoreGiftCard(
  tx: Tx,
  restored: { holdId: bigint; refundId: bigint; amount: number; actor: string },
): Promise<boolean> {
  const { holdId, refundId, amount, actor } = restored
  const changed = await tx.$executeRaw`
    WITH entry AS (
      INSERT INTO gift_card_entry (gift_card_id, kind, delta, reference, actor)
      SELECT gift_card_id, 'restored', ${amount}, ${`refund:${refundId}`}, ${actor}
      FROM gift_card_hold WHERE id = ${holdId} AND state = 'committed'
      ON CONFLICT (kind, reference) DO NOTHING RETURNING gift_card_id, delta
    )
    UPDATE gift_card card SET balance = card.balance + entry.delta, updated_at = now()
    FROM entry WHERE card.id = entry.gift_card_id`
  return changed > 0
}
