import { Prisma } from '@/prisma/generated/client'

// Pieces of SQL that the reads and writes of a cart share. Each names the tables it expects in scope.

/** `variant`, `product`, `price` (left joined): whether it can be bought now. */
export const sellable = Prisma.sql`(
  variant.published AND product.status = 'active' AND product.published_at <= now() AND price.amount IS NOT NULL)`

/** `stock`, `cart`: units this cart may take, those that its own unfinished checkout holds included. */
export const free = Prisma.sql`(stock.on_hand - stock.reserved + COALESCE((
  SELECT sum(hold.quantity) FROM "order" JOIN hold ON hold.order_id = "order".id
  WHERE "order".cart_id = cart.id AND "order".status = 'pending_payment'
    AND hold.state = 'active' AND hold.stock_item_id = stock.id), 0))::int`

/** `variant`, `cart`: how many can be had; null where it takes nothing from a shelf. */
export const available = Prisma.sql`(
  SELECT min(${free} / component.quantity)
  FROM variant_component component JOIN stock_item stock ON stock.id = component.stock_item_id
  WHERE component.variant_id = variant.id)`

/** `cart`: what every change writes to it. A cart lives 30 days from its last change. */
export const changed = Prisma.sql`
  version = cart.version + 1, expires_at = now() + interval '30 days', updated_at = now()`
