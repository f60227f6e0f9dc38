import { DomainError } from '@/lib/errors'
import { refuseUsedCards } from '@/lib/gift-cards/unused-cards'
import { type Money, money, subtract } from '@/lib/money'
import type { OrderView } from './order-view'
import { shareRefund } from './payments-left'
import { refundAmount } from './refund-amount'

/** `amount` in minor units; left out, the lines decide. */
export type RefundWish = {
  lines: { lineId: string; quantity: number; restock: boolean }[]
  amount?: number | undefined
  giftCardsFirst?: boolean
}

/**
 * Exactly what a refund would do, for a person to agree to before it happens. `requestRefund` judges again.
 * @throws DomainError INVALID with the field: nothing chosen, more of a line or more money than is left, a bought gift card
 *   is used
 */
export function previewRefund(order: OrderView, wish: RefundWish) {
  const lines = wish.lines.map(({ lineId, quantity, restock }) => {
    const line = order.lines.find(({ id }) => id === lineId)
    if (!line || quantity > line.quantity - line.refundedQuantity) {
      throw new DomainError('INVALID', 'Not that many are left of this.', `lines.${lineId}.quantity`)
    }
    refuseUsedCards(line.giftCards, quantity, `lines.${lineId}.quantity`)
    const worth = refundAmount({ ...line, total: line.total.minor }, quantity)
    return { ...line, quantity, restock, amount: money(worth, order.total.currency) }
  })
  const sum = lines.reduce((total, line) => total + line.amount.minor, 0)
  const amount: Money = money(wish.amount ?? sum, order.total.currency)
  if (amount.minor <= 0)
    throw new DomainError('INVALID', 'Choose what to refund, or write an amount.', 'amount')
  const payments = order.paymentsLeft.map((payment) => ({ ...payment, left: payment.left.minor }))
  const { giftCardsFirst = false } = wish
  const shares = shareRefund(payments, amount.minor, { giftCardsFirst }).map((share) => ({
    paidAt: share.payment.paidAt,
    giftCard: share.payment.giftCard,
    amount: money(share.amount, amount.currency),
  }))
  if (shares.length === 0) throw new DomainError('INVALID', 'That is more than is left to refund.', 'amount')
  return { lines, amount, shares, left: subtract(order.refundable, amount) }
}
