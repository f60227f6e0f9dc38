import { transaction } from '@/lib/db'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'
import { newToken } from './token'

/**
 * A new cart with the same things in it and nothing of the buyer: what `readClosedCart` shows, to be changed freely.
 * @param publicId names the cart; no key is needed for what anybody who knows the name may see
 * @throws DomainError NOT_FOUND where the cart is gone
 */
export async function cloneCart(publicId: string): Promise<Cart> {
  const token = newToken()
  return transaction(async (tx) => {
    await tx.$executeRaw`
      WITH old AS (
        SELECT * FROM cart WHERE public_id = ${publicId} AND expires_at > now()
      ), made AS (
        INSERT INTO cart (token, currency, country_code, attributes, attribute_keys, discount_codes, expires_at,
          updated_at)
        SELECT ${token}, shop.currency, shop.country, old.attributes, old.attribute_keys, ARRAY(
            SELECT code FROM unnest(old.discount_codes) WITH ORDINALITY AS given (code, place)
            WHERE EXISTS (SELECT 1 FROM discount_code WHERE key = lower(given.code)) ORDER BY place),
          now() + interval '30 days', now()
        FROM old CROSS JOIN shop RETURNING id
      ), metafields AS (
        INSERT INTO cart_metafield (cart_id, namespace, key, type, value)
        SELECT made.id, namespace, key, type, value FROM made, cart_metafield
        WHERE cart_metafield.cart_id = (SELECT id FROM old)
      )
      INSERT INTO cart_line (id, cart_id, variant_id, title, quantity, attributes, attributes_key, attribute_keys,
        article_id, created_at)
      SELECT gen_random_uuid(), made.id, variant_id, title, quantity, attributes, attributes_key, attribute_keys,
        article_id, created_at
      FROM made, cart_line WHERE cart_line.cart_id = (SELECT id FROM old)`
    const cart = await loadCart(tx, token)
    if (!cart) throw cartGone()
    return cart
  })
}
