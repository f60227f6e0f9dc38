import type { OrderView } from './order-view'

type Refund = OrderView['refunds'][number]

/** Where a refund goes, in the shopper's words. */
export function refundTo({ giftCard }: Pick<Refund, 'giftCard'>): string {
  return giftCard ? `the gift card ending in ${giftCard}` : 'the card or account you paid with'
}

/** What has become of one, as the rest of a sentence that begins with its amount. */
export function refundInWords(refund: Pick<Refund, 'giftCard' | 'state'>): string {
  const to = refundTo(refund)
  if (refund.giftCard) return `is on ${to} again, to be spent as before`
  switch (refund.state) {
    case 'succeeded':
      return `went back to ${to}; banks take up to ten working days to show it`
    case 'pending':
      return `is on its way to ${to}; the bank is still working on it`
    case 'requested':
    case 'submitted':
      return `is going back to ${to}`
    default:
      return `could not be sent back to ${to}`
  }
}

/** Whether the shopper has it, is about to, or will not get it. */
export function refundStage({ state }: Pick<Refund, 'state'>): 'done' | 'moving' | 'failed' {
  if (state === 'succeeded') return 'done'
  return state === 'failed' || state === 'cancelled' ? 'failed' : 'moving'
}
