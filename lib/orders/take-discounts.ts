import type { PrismaTx } from '@/lib/db'
import { commitUses } from '@/lib/discounts/commit-uses'
import { reportDiscrepancy } from './discrepancies'
import type { LockedOrder } from './lock-order'

/**
 * A paid order's discounts are used for good. The price was agreed and paid, so it stands: where a discount can't be
 * counted any more, or this customer had it before, a person decides.
 * @returns what the order is to be reviewed for
 */
export async function takeDiscounts(tx: PrismaTx, order: LockedOrder): Promise<string[]> {
  const { overLimit, again } = await commitUses(tx, order.id)
  const marks = [
    {
      kind: 'discount_used_up',
      names: overLimit,
      detail: `Order ${order.number} was paid after its checkout had ended, and others had used up its discount (${overLimit.join(', ')}). The shopper paid the lower price.`,
    },
    {
      kind: 'discount_used_again',
      names: again,
      detail: `Order ${order.number} has a discount (${again.join(', ')}) that is once for each customer, and this customer had it before.`,
    },
  ] as const
  const found = marks.filter(({ names }) => names.length > 0)
  for (const { kind, detail } of found)
    await reportDiscrepancy(tx, kind, String(order.number), detail, order.id)
  return [...(overLimit.length > 0 ? ['late_payment'] : []), ...found.map(({ kind }) => kind)]
}
