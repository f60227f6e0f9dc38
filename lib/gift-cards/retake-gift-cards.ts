import type { Tx } from '@/lib/db'

/**
 * Money arrived after the cards had got theirs back: promises it again if all of them still have it. One that has
 * expired meanwhile counts, since the shopper paid for what it gave; one that was disabled does not.
 * @returns false, with nothing changed, when a card can't
 */
export async function retakeGiftCards(tx: Tx, orderId: bigint): Promise<boolean> {
  const needed = await tx.$queryRaw<{ enough: boolean }[]>`
    SELECT card.balance - card.reserved >= hold.amount AND NOT card.disabled AS enough
    FROM gift_card card JOIN gift_card_hold hold ON hold.gift_card_id = card.id
    WHERE hold.order_id = ${orderId} AND hold.state = 'released' ORDER BY card.id FOR NO KEY UPDATE OF card`
  if (needed.length === 0) return true
  if (needed.some(({ enough }) => !enough)) return false
  await tx.$executeRaw`
    WITH retaken AS (
      UPDATE gift_card_hold SET state = 'active', updated_at = now()
      WHERE order_id = ${orderId} AND state = 'released' RETURNING gift_card_id, amount
    )
    UPDATE gift_card card SET reserved = card.reserved + retaken.amount, updated_at = now()
    FROM retaken WHERE card.id = retaken.gift_card_id`
  return true
}
