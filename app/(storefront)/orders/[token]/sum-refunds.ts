import { add, type Money } from '@/lib/money'
import type { OrderView } from '@/lib/orders/order-view'
import { refundStage } from '@/lib/orders/refund-words'

/** What went back and what is on its way, a row for each place it goes to. */
export function sumRefunds({ refunds }: OrderView): { title: string; amount: Money }[] {
  const rows = new Map<string, Money>()
  for (const refund of refunds) {
    const stage = refundStage(refund)
    if (stage === 'failed') continue
    const to = refund.giftCard ? `gift card ••••${refund.giftCard}` : 'the card or account that paid'
    const title = `${stage === 'done' ? 'Refunded' : 'Going back'} to ${to}`
    const before = rows.get(title)
    rows.set(title, before ? add(before, refund.amount) : refund.amount)
  }
  return [...rows].map(([title, amount]) => ({ title, amount }))
}
