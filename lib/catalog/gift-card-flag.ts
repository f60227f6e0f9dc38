import type { Tx } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { mostOnACard } from '@/lib/gift-cards/most-on-a-card'
import { formatMoney, type Money, money } from '@/lib/money'
import type { AdminProduct } from './admin-product'
import { giftCardObstacle } from './gift-card-obstacle'

type Price = { price: Money | null; compareAtPrice: Money | null }

/**
 * A gift card is neither made nor sent: it has no shelf, needs no parcel, and is worth what it costs.
 * @param prices those that the product is to have, each with the name of its field
 * @throws DomainError INVALID with the field
 */
export function refuseAsGiftCard(product: AdminProduct, prices: (Price & { field: string })[]): void {
  const obstacle = giftCardObstacle(product)
  if (obstacle) throw new DomainError('INVALID', obstacle, 'isGiftCard')
  for (const { field, price, compareAtPrice } of prices) {
    if (price && (price.minor < 1 || price.minor > mostOnACard)) {
      const most = formatMoney(money(mostOnACard, price.currency))
      throw new DomainError(
        'INVALID',
        `A card is worth what it costs: more than nothing, at most ${most}.`,
        `${field}.price`,
      )
    }
    if (compareAtPrice)
      throw new DomainError(
        'INVALID',
        'A gift card is never reduced: a card is worth what it costs. Leave this empty.',
        `${field}.compareAtPrice`,
      )
  }
}

/** From now on nothing is taken off a shelf when it is sold, and nothing of it is sent. */
export async function leaveShelf(tx: Tx, productId: bigint): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM variant_component USING variant
    WHERE variant.id = variant_id AND variant.product_id = ${productId}`
  await tx.$executeRaw`
    UPDATE variant SET requires_shipping = false, updated_at = now() WHERE product_id = ${productId}`
}

/** Goods again: each size gets its shelf back, or an empty one, and is sent. */
export async function goOnShelf(tx: Tx, productId: bigint): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO stock_item (sku, updated_at) SELECT sku, now() FROM variant WHERE product_id = ${productId}
    ON CONFLICT (sku) DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO variant_component (variant_id, stock_item_id)
    SELECT variant.id, stock_item.id FROM variant JOIN stock_item USING (sku)
    WHERE variant.product_id = ${productId} ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    UPDATE variant SET requires_shipping = true, updated_at = now() WHERE product_id = ${productId}`
}
