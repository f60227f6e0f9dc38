import type { PrismaTx } from '@/lib/db'
import { type Payments, readLedger } from './payment-status'

/**
 * Copies what the ledger says onto the order, so that lists can filter by it. Call it after writing an entry, under
 * the order's lock.
 */
export async function refreshPayment(tx: PrismaTx, orderId: bigint): Promise<Payments> {
  const entries = await tx.paymentEntry.findMany({
    where: { orderId },
    select: { kind: true, stripeId: true, amount: true },
  })
  const payments = readLedger(entries)
  await tx.$executeRaw`
    UPDATE "order" SET payment_status = ${payments.status}::payment_status, disputed = ${payments.disputed},
      version = version + 1, updated_at = now()
    WHERE id = ${orderId}`
  return payments
}
