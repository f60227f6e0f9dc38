import type { PrismaTx } from '@/lib/db'
import { releaseUses } from '@/lib/discounts/release-uses'
import { releaseGiftCards } from '@/lib/gift-cards/release-gift-cards'
import { releaseHolds } from '@/lib/inventory/release-holds'
import { lockOrder } from './lock-order'
import { addOrderEvent } from './timeline'

/**
 * Nobody can pay this order any more, says Stripe: ends it and gives its discounts, its gift cards' money and its stock
 * back. An order that was paid
 * meanwhile stays as it is.
 */
export async function endOrder(
  tx: PrismaTx,
  orderId: bigint,
  status: 'expired' | 'cancelled',
  message: string,
): Promise<void> {
  const order = await lockOrder(tx, orderId)
  if (order.status !== 'pending_payment') return
  await releaseUses(tx, orderId)
  if (order.gift_card_amount > 0) await releaseGiftCards(tx, orderId)
  await releaseHolds(tx, orderId)
  await tx.$executeRaw`
    UPDATE "order" SET status = ${status}::order_status, payment_status = 'unpaid', ended_at = now(),
      version = version + 1, updated_at = now()
    WHERE id = ${orderId}`
  await addOrderEvent(tx, orderId, status, message)
}
