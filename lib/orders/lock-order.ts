import type { PrismaTx } from '@/lib/db'
import { DomainError } from '@/lib/errors'

export type LockedOrder = {
  id: bigint
  number: number
  token: string
  cart_id: bigint | null
  status: 'pending_payment' | 'placed' | 'closed' | 'expired' | 'cancelled'
  payment_status: 'unpaid' | 'processing' | 'paid' | 'partially_refunded' | 'refunded'
  fulfilment: 'unfulfilled' | 'partial' | 'fulfilled' | 'returned'
  review: string[]
  email: string | null
  currency: string
  total: number
  /** The part of the total that gift cards pay. */
  gift_card_amount: number
  version: number
}

/** Whoever changes an order holds its row first, so that everything about one order happens one after the other. */
export async function lockOrder(tx: PrismaTx, orderId: bigint): Promise<LockedOrder> {
  const [order] = await tx.$queryRaw<LockedOrder[]>`
    SELECT id, number, token, cart_id, status, payment_status, fulfilment, review, email, currency, total,
      gift_card_amount, version
    FROM "order" WHERE id = ${orderId} FOR NO KEY UPDATE`
  if (!order) throw new DomainError('NOT_FOUND', 'This order does not exist.')
  return order
}

/**
 * The order that a payment at Stripe belongs to, locked.
 * @returns null for a payment that is not ours
 */
export async function lockOrderOfPayment(
  tx: PrismaTx,
  stripeId: string | undefined,
): Promise<LockedOrder | null> {
  if (!stripeId) return null
  const capture = await tx.paymentEntry.findUnique({
    where: { kind_stripeId: { kind: 'captured', stripeId } },
    select: { orderId: true },
  })
  return capture && lockOrder(tx, capture.orderId)
}

/** Stripe gives an object's payment intent as an id or whole. */
export function paymentIntentId(intent: string | { id: string } | null): string | undefined {
  return typeof intent === 'string' ? intent : intent?.id
}

/** @throws DomainError CONFLICT when somebody changed the order since the form was shown */
export function refuseStale(order: LockedOrder, version: number): void {
  if (order.version !== version) {
    throw new DomainError('CONFLICT', 'This order changed meanwhile. Look at it again, then decide.')
  }
}
