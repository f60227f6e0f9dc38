import type { PrismaTx } from '@/lib/db'
import { enableBoughtCards, type Withdrawal } from '@/lib/gift-cards/enable-bought-cards'
import { issueIfPaid } from './issue-if-paid'
import { lockOrder } from './lock-order'
import { addOrderEvent } from './timeline'

/**
 * No money went back after all: what a refund or a dispute withdrew can be spent again, and cards that were not issued
 * because of it are issued now, unless the order waits for review.
 */
export async function returnBoughtCards(
  tx: PrismaTx,
  orderId: bigint,
  withdrawal: Withdrawal,
): Promise<void> {
  const enabled = await enableBoughtCards(tx, orderId, withdrawal)
  if (enabled > 0) {
    await addOrderEvent(tx, orderId, 'gift_cards', `Gift cards that can be spent again: ${enabled}.`)
  }
  const order = await lockOrder(tx, orderId)
  if (order.review.length === 0) await issueIfPaid(tx, order)
}
