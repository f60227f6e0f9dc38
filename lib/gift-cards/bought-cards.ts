import type { PrismaTx } from '@/lib/db'

/** How many cards that an order bought can still be spent. */
export async function countBoughtCards(tx: PrismaTx, orderId: bigint): Promise<number> {
  return tx.giftCard.count({ where: { orderLine: { orderId }, disabled: false, balance: { gt: 0 } } })
}
