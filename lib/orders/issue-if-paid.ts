import type { PrismaTx } from '@/lib/db'
import { countDueCards } from '@/lib/gift-cards/issue-bought-cards'
import { reportDiscrepancy } from './discrepancies'
import type { LockedOrder } from './lock-order'
import { mailBoughtCards } from './mail-bought-cards'
import { paymentsLeft } from './payments-left'
import { refundAmount } from './refund-amount'
import { addOrderEvent } from './timeline'

type Order = Pick<LockedOrder, 'id' | 'number' | 'email' | 'currency' | 'total'>

/**
 * Issues the gift cards that an order bought and has not got, when its payments still hold all that was not refunded
 * line by line, and no bank disputes them. Else it says so once, and from then on issuing is for staff, by hand: what
 * they gave must not be given again when a refund fails or a dispute is won.
 */
export async function issueIfPaid(tx: PrismaTx, order: Order): Promise<void> {
  const due = await countDueCards(tx, order.id)
  if (!order.email || due === 0) return
  const withheld = await tx.discrepancy.count({ where: { orderId: order.id, kind: 'gift_cards_withheld' } })
  if (withheld > 0) return
  const why = await findWhatIsMissing(tx, order)
  if (why === undefined) return mailBoughtCards(tx, order.id, order.email)
  await addOrderEvent(
    tx,
    order.id,
    'gift_cards',
    `Gift cards that it bought (${due}) were not issued: ${why}.`,
  )
  await reportDiscrepancy(
    tx,
    'gift_cards_withheld',
    String(order.number),
    `Order ${order.number}: gift cards that it bought (${due}) were not issued: ${why}. If the buyer is to have them, issue them by hand; else refund what was paid.`,
    order.id,
  )
}

/** @returns nothing when the order is paid for */
async function findWhatIsMissing(tx: PrismaTx, order: Order): Promise<string | undefined> {
  const [entries, refunds, lines] = [
    await tx.paymentEntry.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } }),
    await tx.refund.findMany({ where: { orderId: order.id } }),
    await tx.orderLine.findMany({
      where: { orderId: order.id },
      include: { refunds: { where: { refund: { state: { notIn: ['failed', 'cancelled'] } } } } },
    }),
  ]
  const won = entries.filter(({ kind }) => kind === 'dispute_won').map(({ stripeId }) => stripeId)
  if (entries.some(({ kind, stripeId }) => kind === 'dispute_opened' && !won.includes(stripeId)))
    return 'the payment is disputed, or the dispute was lost'
  const held = paymentsLeft(order.currency, entries, refunds).reduce((sum, { left }) => sum + left, 0)
  const takenBack = lines.reduce((sum, line) => {
    const quantity = line.refunds.reduce((units, refund) => units + refund.quantity, 0)
    return sum + refundAmount({ ...line, refundedQuantity: 0 }, quantity)
  }, 0)
  return held < order.total - takenBack ? 'not all of it is paid, or some of it was refunded' : undefined
}
