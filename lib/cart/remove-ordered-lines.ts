import type { Tx } from '@/lib/db'
import { changed } from './sql'

/**
 * Takes what was paid for out of the cart it came from, with the note, the codes that were used and the gift cards that
 * paid. What the shopper added meanwhile, in another tab or while paying, stays. A cart with nothing left in it has ended:
 * clients of the Storefront API learn from it that the buyer has paid.
 */
export async function removeOrderedLines(tx: Tx, orderId: bigint): Promise<void> {
  await tx.$executeRaw`
    WITH cart AS (
      UPDATE cart SET ${changed}, note = CASE WHEN cart.note = "order".note THEN '' ELSE cart.note END,
        discount_codes = ARRAY(SELECT code FROM unnest(cart.discount_codes) WITH ORDINALITY AS given (code, place)
          WHERE NOT EXISTS (SELECT 1 FROM order_discount used
            WHERE used.order_id = "order".id AND lower(used.code) = lower(given.code)) ORDER BY place)
      FROM "order" WHERE "order".id = ${orderId} AND cart.id = "order".cart_id
      RETURNING cart.id
    )
    UPDATE cart_line line SET quantity = GREATEST(0, line.quantity - ordered.quantity)
    FROM cart, order_line ordered
    WHERE line.cart_id = cart.id AND ordered.order_id = ${orderId} AND ordered.variant_id = line.variant_id
      AND ordered.attributes = line.attributes`
  await tx.$executeRaw`
    WITH spent AS (
      DELETE FROM cart_gift_card applied USING "order" JOIN gift_card_hold hold ON hold.order_id = "order".id
      WHERE "order".id = ${orderId} AND applied.cart_id = "order".cart_id
        AND applied.gift_card_id = hold.gift_card_id
    ), ended AS (
      UPDATE cart SET expires_at = now() - interval '1 second' FROM "order"
      WHERE "order".id = ${orderId} AND cart.id = "order".cart_id
        AND NOT EXISTS (SELECT 1 FROM cart_line line WHERE line.cart_id = cart.id AND line.quantity > 0)
    )
    DELETE FROM cart_line line USING "order"
    WHERE "order".id = ${orderId} AND line.cart_id = "order".cart_id AND line.quantity = 0`
}
