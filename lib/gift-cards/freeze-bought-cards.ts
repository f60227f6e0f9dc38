import type { Tx } from '@/lib/db'

/**
 * The bank may take back what an order's cards were bought with: none of them can be spent until `enableBoughtCards`
 * says so. Those that are disabled already keep the reason they have.
 * @returns how many were stopped now, and how many of the order's were spent from before, or are promised
 */
export async function freezeBoughtCards(
  tx: Tx,
  orderId: bigint,
  disputeId: string,
): Promise<{ frozen: number; used: number }> {
  const cards = await tx.$queryRaw<{ id: bigint; disabled: boolean; used: boolean }[]>`
    SELECT id, disabled, (reserved > 0 OR balance < initial_amount) AS used FROM gift_card
    WHERE order_line_id IN (SELECT id FROM order_line WHERE order_id = ${orderId}) ORDER BY id FOR NO KEY UPDATE`
  const usable = cards.filter(({ disabled }) => !disabled).map(({ id }) => id)
  await tx.$executeRaw`
    UPDATE gift_card
    SET disabled = true, withdrawn_by = ${`dispute:${disputeId}`}, version = version + 1, updated_at = now()
    WHERE id = ANY (${usable}::bigint[])`
  return { frozen: usable.length, used: cards.filter(({ used }) => used).length }
}
