import type { Tx } from '@/lib/db'
import { DomainError } from '@/lib/errors'

// A checkout holds its stock and the uses of its discounts for half an hour, paid or not: a script that only starts
// them could empty every shelf and use up every code.
// Only checkouts that were not paid count here, so that a busy office or a phone carrier's one address is not stopped
// by its buyers.

/** In ten minutes. A person starts two or three; one every twenty seconds is more than a small shop gets from one address. */
const mostStarts = { ofVisitor: 30, ofCart: 10 }

/** Carts in a day, with one item. Whoever changes their cart and comes back takes what they like. */
const freeCarts = 3

/** Of one item. What a household or an office takes, even where it is all there is. */
const freePieces = 24

/** Before anything is written: what is refused costs no order number and locks no stock. @throws DomainError TOO_OFTEN */
export async function refuseManyStarts(tx: Tx, cartId: bigint, visitor: string | undefined): Promise<void> {
  const [starts] = await tx.$queryRaw<{ of_visitor: number; of_cart: number }[]>`
    SELECT
      (SELECT count(*) FROM checkout_attempt
        WHERE visitor = ${visitor ?? null} AND state <> 'complete'
          AND created_at > now() - interval '10 minutes')::int AS of_visitor,
      (SELECT count(*) FROM "order" JOIN checkout_attempt attempt ON attempt.order_id = "order".id
        WHERE "order".cart_id = ${cartId} AND attempt.state <> 'complete'
          AND attempt.created_at > now() - interval '10 minutes')::int AS of_cart`
  if (!starts || starts.of_visitor >= mostStarts.ofVisitor || starts.of_cart >= mostStarts.ofCart) refuse()
}

/**
 * In all its unpaid checkouts together one address holds at most half of an item: from the fourth cart a day on, and of
 * more than twenty-four pieces always. The same from the fourth cart on of the uses that a limited discount has left.
 * Call it when both are held: their locks make starts at the same moment see each other.
 * @throws DomainError TOO_OFTEN, with the field `quantity` where this order alone is too large, whatever was begun before; the transaction must roll back
 */
export async function refuseLargeShare(tx: Tx, orderId: bigint, visitor: string | undefined): Promise<void> {
  const [tooMuch] = await tx.$queryRaw<{ alone: boolean }[]>`
    SELECT sum(hold.quantity) FILTER (WHERE hold.order_id = ${orderId}) * 2 > stock.on_hand
      AND sum(hold.quantity) FILTER (WHERE hold.order_id = ${orderId}) > ${freePieces} AS alone
    FROM checkout_attempt attempt
    JOIN "order" ON "order".id = attempt.order_id
    JOIN hold ON hold.order_id = attempt.order_id
    JOIN stock_item stock ON stock.id = hold.stock_item_id
    WHERE attempt.visitor = ${visitor ?? null} AND attempt.state <> 'complete'
      AND attempt.created_at > now() - interval '1 day'
      AND stock.id IN (SELECT stock_item_id FROM hold WHERE order_id = ${orderId})
    GROUP BY stock.id
    HAVING sum(hold.quantity) FILTER (WHERE hold.state = 'active') * 2 > stock.on_hand
      AND (count(DISTINCT COALESCE("order".cart_id, -"order".id)) > ${freeCarts}
        OR sum(hold.quantity) FILTER (WHERE hold.state = 'active') > ${freePieces})
    UNION ALL
    SELECT false FROM checkout_attempt attempt
    JOIN "order" ON "order".id = attempt.order_id
    JOIN order_discount given ON given.order_id = attempt.order_id
    JOIN discount ON discount.id = given.discount_id
    WHERE attempt.visitor = ${visitor ?? null} AND attempt.state <> 'complete'
      AND attempt.created_at > now() - interval '1 day' AND discount.usage_limit IS NOT NULL
      AND discount.id IN (SELECT discount_id FROM order_discount WHERE order_id = ${orderId})
    GROUP BY discount.id
    HAVING count(DISTINCT COALESCE("order".cart_id, -"order".id)) > ${freeCarts}
      AND count(DISTINCT given.id) FILTER (WHERE given.state = 'reserved') * 2 >
        discount.usage_limit - discount.uses + (SELECT count(*) FROM order_discount held
          WHERE held.discount_id = discount.id AND held.state = 'reserved')
    LIMIT 1`
  if (!tooMuch) return
  if (!tooMuch.alone) refuse()
  throw new DomainError(
    'TOO_OFTEN',
    'That is more than half of what there is, and a checkout sets it aside for half an hour. Take fewer, or write to us.',
    'quantity',
  )
}

function refuse(): never {
  throw new DomainError(
    'TOO_OFTEN',
    'Too many checkouts were begun and not paid. Try with fewer of each, without your code, or again later: after a day they no longer count.',
  )
}
