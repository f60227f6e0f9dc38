import type { Tx } from '@/lib/db'
import { DomainError } from '@/lib/errors'

/** `amount` in minor units. */
export type CardShare = { giftCardId: bigint; amount: number }

/**
 * Promises money of gift cards to an order: all of it or nothing. One statement locks the cards in id order (two
 * orders over the same cards can't wait for each other), takes what is there and writes the holds. Call it before
 * stock is held: whoever needs both takes cards first.
 * @throws DomainError CART_CHANGED when a card no longer has it, has ended or was disabled; the transaction must roll
 *   back
 */
export async function holdGiftCards(tx: Tx, orderId: bigint, shares: CardShare[]): Promise<void> {
  if (shares.length === 0) return
  const held = await tx.$queryRaw<{ id: bigint }[]>`
    WITH share AS (
      SELECT * FROM unnest(${shares.map(({ giftCardId }) => giftCardId)}::bigint[],
        ${shares.map(({ amount }) => amount)}::int[]) AS s (card, amount)
    ), locked AS (
      SELECT card.id FROM gift_card card JOIN share ON share.card = card.id ORDER BY card.id FOR NO KEY UPDATE OF card
    ), taken AS (
      UPDATE gift_card card SET reserved = card.reserved + share.amount, updated_at = now()
      FROM locked JOIN share ON share.card = locked.id, "order"
      WHERE card.id = locked.id AND card.balance - card.reserved >= share.amount
        AND NOT card.disabled AND (card.expires_at IS NULL OR card.expires_at > now())
        AND "order".id = ${orderId} AND card.currency = "order".currency
      RETURNING card.id
    ), held AS (
      INSERT INTO gift_card_hold (order_id, gift_card_id, amount, updated_at)
      SELECT ${orderId}, share.card, share.amount, now() FROM share
    )
    SELECT id FROM taken`
  if (held.length < shares.length) {
    throw new DomainError(
      'CART_CHANGED',
      'A gift card of this cart has changed. Look it over, then check out.',
    )
  }
}
