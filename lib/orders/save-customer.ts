import type { PrismaTx } from '@/lib/db'

type Person = { email: string; name: string; phone: string }

/**
 * The customer of an e-mail, made or brought up to date, and held until the transaction ends: before discounts, gift
 * cards and stock, since what is once for each customer is judged under this.
 */
export async function saveCustomer(tx: PrismaTx, { email, name, phone }: Person): Promise<{ id: bigint }> {
  return tx.customer.upsert({
    where: { email: email.toLowerCase() },
    create: { email: email.toLowerCase(), name, phone },
    update: { ...(name && { name }), ...(phone && { phone }) },
    select: { id: true },
  })
}
