import { sql } from '@/lib/db'

type Counted = { title: string; uses: number; usage_limit: number | null; redeemed: number }

/** I9: uses of a discount ≤ its limit and = redemptions; and what an order was given off is the sum of its discounts. */
export async function discountsAddUp(): Promise<string[]> {
  const discounts = await sql().$queryRaw<Counted[]>`
    SELECT title, uses, usage_limit,
      (SELECT count(*) FROM order_discount WHERE discount_id = discount.id AND state <> 'released')::int AS redeemed
    FROM discount`
  const strays = await sql().$queryRaw<{ number: number; status: string; state: string }[]>`
    SELECT number, status::text AS status, state::text AS state
    FROM order_discount JOIN "order" ON "order".id = order_id
    WHERE state <> CASE WHEN status = 'pending_payment' THEN 'reserved'
        WHEN status IN ('placed', 'closed') THEN 'committed' ELSE 'released' END::discount_use_state
      AND NOT (state = 'released' AND 'discount_used_up' = ANY (
        SELECT kind FROM discrepancy WHERE discrepancy.order_id = "order".id))`
  const orders = await sql().$queryRaw<{ number: number }[]>`
    SELECT number FROM "order"
    WHERE discount <> (SELECT COALESCE(sum(discount), 0) FROM order_line WHERE order_id = "order".id)
      OR discount <> (SELECT COALESCE(sum(amount), 0) FROM order_discount
        WHERE order_id = "order".id AND level <> 'shipping')
      OR shipping_discount <> (SELECT COALESCE(sum(amount), 0) FROM order_discount
        WHERE order_id = "order".id AND level = 'shipping')
      OR EXISTS (SELECT 1 FROM order_line line WHERE line.order_id = "order".id AND line.discount <> (
        SELECT COALESCE(sum(amount), 0) FROM order_line_discount WHERE order_line_id = line.id))`
  return [
    ...discounts
      .filter(({ uses, redeemed }) => uses !== redeemed)
      .map(({ title, uses, redeemed }) => `I9: ${title} counts ${uses} uses, orders have ${redeemed}`),
    ...discounts
      .filter(({ uses, usage_limit }) => usage_limit !== null && uses > usage_limit)
      .map(({ title, uses, usage_limit }) => `I9: ${title} was used ${uses} times of ${usage_limit}`),
    ...strays.map(({ number, status, state }) => `I9: order ${number} is ${status}, its discount ${state}`),
    ...orders.map(({ number }) => `I9: the discounts of order ${number} don’t come to what it was given off`),
  ]
}
