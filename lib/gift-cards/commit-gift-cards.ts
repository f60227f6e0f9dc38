import type { Tx } from '@/lib/db'

/** What a card has paid of an order: `amount` in minor units. */
export type CardPayment = { holdId: bigint; amount: number }

/**
 * A paid order spends what its cards promised: balance and reserved fall together. One entry a hold. Doing it again
 * changes nothing.
 * @returns what was spent now
 */
export async function commitGiftCards(tx: Tx, orderId: bigint, actor: string): Promise<CardPayment[]> {
  return tx.$queryRaw<CardPayment[]>`
    WITH locked AS (
      SELECT id FROM gift_card
      WHERE id IN (SELECT gift_card_id FROM gift_card_hold WHERE order_id = ${orderId} AND state = 'active')
      ORDER BY id FOR NO KEY UPDATE
    ), committed AS (
      UPDATE gift_card_hold hold SET state = 'committed', updated_at = now()
      FROM locked
      WHERE hold.order_id = ${orderId} AND hold.state = 'active' AND hold.gift_card_id = locked.id
      RETURNING hold.id, hold.gift_card_id, hold.amount
    ), spent AS (
      UPDATE gift_card card
      SET balance = card.balance - committed.amount, reserved = card.reserved - committed.amount, updated_at = now()
      FROM committed WHERE card.id = committed.gift_card_id
    ), entries AS (
      INSERT INTO gift_card_entry (gift_card_id, kind, delta, reference, actor)
      SELECT gift_card_id, 'spent', -amount, 'hold:' || id, ${actor} FROM committed
    )
    SELECT id AS "holdId", amount FROM committed ORDER BY id`
}
