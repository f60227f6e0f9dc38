import type { OrderView } from '@/lib/orders/order-view'

/** The first thing the page says, in the shopper's words. `waiting`: it may change within seconds. */
export function describeOrder(order: OrderView): { heading: string; standfirst: string; waiting: boolean } {
  const say = (heading: string, standfirst: string, waiting = false) => ({ heading, standfirst, waiting })
  if (order.status === 'expired' || order.status === 'cancelled') {
    return say(
      'This order was not paid',
      'Its time ran out or the payment failed. Nothing was charged, and your cart is as you left it.',
    )
  }
  if (order.status === 'pending_payment') {
    return order.paymentStatus === 'processing'
      ? say(
          'Your bank is working on it',
          'Some payments take a few days. We write to you as soon as it is through.',
        )
      : say('We are checking your payment', 'This takes a moment. The page looks again by itself.', true)
  }
  if (order.paymentStatus === 'refunded') {
    return say(
      'Refunded',
      'The whole amount is on its way back to you. Banks take up to ten working days to show it.',
    )
  }
  if (order.review.length > 0) {
    return say(
      'Thank you. We have your order',
      'We are looking at one thing before it is sent, and will write to you today or on the next working day.',
    )
  }
  if (order.fulfilment === 'fulfilled') {
    return say('On its way', 'Your parcel has left us. Below is how to follow it.')
  }
  return say('Thank you. We have your order', 'A confirmation is on its way to your e-mail.')
}
