import { Prisma } from '@/prisma/generated/client'

// Pieces of SQL for statements of others: what they would cost on their own, every cart and every checkout would pay.

/**
 * `WITH` parts that count these discounts as used by an order that is written beside them, so that a limit is never
 * passed: `taken` has those that could be counted, and where one is missing the transaction must roll back. Locked in id
 * order, before gift cards and stock, as everywhere.
 */
export const takenUses = (discountIds: readonly string[]) => Prisma.sql`
  wanted AS (
    SELECT id FROM discount WHERE id = ANY (${discountIds}::bigint[]) ORDER BY id FOR NO KEY UPDATE
  ), taken AS (
    UPDATE discount SET uses = discount.uses + 1 FROM wanted
    WHERE discount.id = wanted.id AND (usage_limit IS NULL OR uses < usage_limit)
    RETURNING discount.id
  )`

/**
 * `cart`: JSON array of `DiscountRule`: automatic discounts that run, and those that the cart's codes lead to, whatever stands
 * against them. What the cart's own unfinished checkout has reserved is not counted as used by others.
 */
export const discountRules = Prisma.sql`(
  SELECT COALESCE(json_agg(json_build_object(
    'id', discount.id::text, 'title', discount.title, 'code', candidate.code, 'kind', discount.kind,
    'level', discount.level, 'amount', discount.amount, 'percent', discount.percent_basis_points,
    'buyQuantity', discount.buy_quantity, 'getQuantity', discount.get_quantity,
    'timesPerOrder', discount.times_per_order, 'minSubtotal', discount.min_subtotal,
    'minQuantity', discount.min_quantity, 'active', discount.active,
    'startsAt', extract(epoch FROM discount.starts_at) * 1000,
    'endsAt', extract(epoch FROM discount.ends_at) * 1000,
    'combinesWithOrder', discount.combines_with_order, 'combinesWithProduct', discount.combines_with_product,
    'combinesWithShipping', discount.combines_with_shipping,
    'targets', CASE WHEN discount.level = 'product' THEN ${productsOf('target')} END,
    'buys', CASE WHEN discount.kind = 'buy_x_get_y' THEN ${productsOf('buys')} ELSE '[]' END,
    'usedUp', discount.uses >= discount.usage_limit AND discount.uses - (
      SELECT count(*) FROM "order" JOIN order_discount ON order_discount.order_id = "order".id
      WHERE "order".cart_id = cart.id AND "order".status = 'pending_payment'
        AND order_discount.discount_id = discount.id AND order_discount.state = 'reserved') >= discount.usage_limit,
    'usedBefore', discount.once_per_customer AND EXISTS (
      SELECT 1 FROM customer JOIN "order" ON "order".customer_id = customer.id
      JOIN order_discount ON order_discount.order_id = "order".id
      WHERE customer.email = lower(cart.email) AND order_discount.discount_id = discount.id
        AND order_discount.state = 'committed'))), '[]')
  FROM (
    SELECT id, NULL AS code FROM discount
    WHERE automatic AND active AND starts_at <= now() AND (ends_at IS NULL OR ends_at > now())
    UNION ALL
    SELECT discount_code.discount_id, given.code
    FROM unnest(cart.discount_codes) AS given (code) JOIN discount_code ON discount_code.key = lower(given.code)
  ) candidate JOIN discount USING (id))`

/** `cart`, `discount`: ids of the cart's products that are in a scope of the discount. */
function productsOf(role: 'target' | 'buys') {
  return Prisma.sql`(
    SELECT COALESCE(json_agg(DISTINCT variant.product_id::text), '[]')
    FROM cart_line JOIN variant ON variant.id = cart_line.variant_id
    JOIN discount_scope scope ON scope.discount_id = discount.id AND scope.role = ${role}::discount_scope_role
      AND (scope.product_id = variant.product_id OR EXISTS (
        SELECT 1 FROM collection_product
        WHERE collection_id = scope.collection_id AND product_id = variant.product_id))
    WHERE cart_line.cart_id = cart.id)`
}
