import type { Tx } from '@/lib/db'
import { DomainError } from '@/lib/errors'

/**
 * A discount that is once for each customer, where the customer is known before the order is placed. Two orders at once
 * may both pass: `commitUses` finds the second.
 * @throws DomainError INVALID on `email` when this customer has had one of the order's discounts before
 */
export async function refuseUsedBefore(tx: Tx, orderId: bigint, email: string): Promise<void> {
  const [used] = await tx.$queryRaw<{ name: string }[]>`
    SELECT COALESCE(mine.code, mine.title) AS name
    FROM order_discount mine JOIN discount ON discount.id = mine.discount_id
    WHERE mine.order_id = ${orderId} AND discount.once_per_customer AND EXISTS (
      SELECT 1 FROM order_discount other
      JOIN "order" ON "order".id = other.order_id JOIN customer ON customer.id = "order".customer_id
      WHERE other.discount_id = discount.id AND other.state = 'committed' AND customer.email = ${email.toLowerCase()})
    LIMIT 1`
  if (used) {
    throw new DomainError(
      'INVALID',
      `${used.name} works once for each customer, and was used with this address before.`,
      'email',
    )
  }
}
