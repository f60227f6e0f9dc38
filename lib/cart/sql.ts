import { masked } from '@/lib/gift-cards/code'
import { Prisma } from '@/prisma/generated/client'
import type { CartAddress } from './addresses'
import type { CartMetafield } from './metafields'

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

/** The country where a zone sends there; null elsewhere. */
export const servedCountry = (country: string | null) => Prisma.sql`(
  SELECT ${country}::text WHERE EXISTS (SELECT 1 FROM shipping_zone zone WHERE ${country}::text = ANY (zone.countries)))`

/** `cart` */
export const insertAddresses = (addresses: readonly CartAddress[]) => Prisma.sql`
  INSERT INTO cart_address (id, cart_id, position, one_time_use, country_code, first_name, last_name,
    company, line1, line2, city, region, postcode, phone)
  SELECT given.id, cart.id, COALESCE((SELECT max(position) FROM cart_address WHERE cart_id = cart.id), 0) + given.place,
    given."oneTimeUse", given."countryCode", given."firstName", given."lastName", given.company,
    given.line1, given.line2, given.city, given.region, given.postcode, given.phone
  FROM cart, jsonb_to_recordset(${JSON.stringify(addresses.map((address, index) => ({ ...address, place: index + 1 })))}::jsonb)
    AS given (id uuid, place int, "oneTimeUse" boolean, "countryCode" text, "firstName" text,
      "lastName" text, company text, line1 text, line2 text, city text, region text, postcode text, phone text)`

/** `cart`; of several, with `token`, those that have one go to the cart of theirs */
export const insertMetafields = (
  metafields: readonly (Omit<CartMetafield, 'id'> & { token?: string })[],
) => Prisma.sql`
  INSERT INTO cart_metafield (cart_id, namespace, key, type, value)
  SELECT cart.id, given.namespace, given.key, given.type, given.value
  FROM cart JOIN jsonb_to_recordset(${JSON.stringify(metafields)}::jsonb)
    AS given (token text, namespace text, key text, type text, value text)
    ON given.token IS NULL OR given.token = cart.token
  ON CONFLICT (cart_id, namespace, key) DO UPDATE SET type = EXCLUDED.type, value = EXCLUDED.value`

/**
 * Discount codes as a cart keeps them: word for word. One that the shop has no discount for and that looks like a gift
 * card's is kept masked: it is money to whoever reads it.
 */
export const keptCodes = (codes: readonly string[]) => Prisma.sql`ARRAY(
  SELECT CASE WHEN EXISTS (SELECT 1 FROM discount_code WHERE key = lower(given.code))
    THEN given.code ELSE given.masked END
  FROM unnest(${codes}::text[], ${codes.map(masked)}::text[]) WITH ORDINALITY AS given (code, masked, place)
  ORDER BY place)`
