import type { OrderRowView } from '@/lib/orders/orders'

type States = Pick<OrderRowView, 'status' | 'paymentStatus' | 'fulfilment' | 'review' | 'isSent'>

/** One word for where an order stands, and how its dot looks. */
export function orderState(order: States): { text: string; look: '' | 'live' | 'held' | 'wrong' } {
  if (order.review.length > 0) return { text: 'Needs a look', look: 'wrong' }
  if (order.status === 'expired') return { text: 'Never paid', look: '' }
  if (order.status === 'cancelled') return { text: 'Cancelled', look: '' }
  if (order.paymentStatus === 'processing') return { text: 'Bank still working', look: 'held' }
  if (order.status === 'pending_payment') return { text: 'Not paid yet', look: '' }
  if (order.paymentStatus === 'refunded') return { text: 'Refunded', look: '' }
  if (order.fulfilment === 'fulfilled') return { text: 'Sent', look: 'live' }
  if (order.fulfilment === 'partial') return { text: 'Partly sent', look: 'held' }
  if (!order.isSent) return { text: 'Paid, nothing to send', look: 'live' }
  return { text: 'To send', look: 'held' }
}

export const itemsInWords = (count: number): string => (count === 1 ? '1 item' : `${count} items`)

export const paymentWords = {
  unpaid: 'Not paid',
  processing: 'The bank is still working on it',
  paid: 'Paid',
  partially_refunded: 'Paid, partly refunded',
  refunded: 'Refunded',
} as const satisfies Record<OrderRowView['paymentStatus'], string>

const reviewWords: Record<string, string> = {
  amount_mismatch: 'Stripe took another amount than the order came to. Compare the two below.',
  double_payment: 'It was paid twice. Refund the payment that came last.',
  oversold: 'It was paid when the stock was gone already. Send it when there is more, or refund it.',
  late_payment: 'The money came after the order had ended. Check that it can still be sent, or refund it.',
  gift_card_short:
    'The money came after the order had ended, and its gift card was used or disabled meanwhile: a part is not paid.',
  discount_used_up:
    'It was paid when others had used its discount up. The shopper paid the lower price: send it, or refund it.',
  discount_used_again:
    'Its discount is once for each customer, and this one had it before. Send it all the same, or refund it.',
  disputed:
    'The shopper’s bank disputes the payment. Answer it in Stripe’s dashboard before anything is sent.',
}

export function reviewInWords(reason: string): string {
  return reviewWords[reason] ?? reason.replaceAll('_', ' ')
}

export const ledgerWords = {
  captured: 'Paid',
  gift_card: 'Paid by gift card',
  refunded: 'Refunded',
  refund_failed: 'Refund came back',
  dispute_opened: 'Disputed',
  dispute_won: 'Dispute won',
  dispute_lost: 'Dispute lost',
} as const

export const attemptWords = {
  creating: 'Being made at Stripe',
  open: 'Open at Stripe',
  processing: 'The bank is still working on it',
  complete: 'Complete',
  expired: 'Ended without a payment',
  abandoned: 'Given up',
} as const

/** What has become of a refund, after its amount and where it goes. */
export const refundWords = {
  requested: 'is being sent to Stripe',
  submitted: 'is sent to Stripe, which has not answered yet',
  pending: 'is with the bank, which can take days',
  succeeded: 'has gone back',
  failed: 'failed: the shopper has not got it',
  cancelled: 'was cancelled at Stripe: the shopper has not got it',
} as const
