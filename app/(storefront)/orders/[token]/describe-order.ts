import { add, formatMoney } from '@/lib/money'
import { type Standing, standingOf } from '@/lib/orders/order-standing'
import type { OrderView } from '@/lib/orders/order-view'
import { refundTo } from '@/lib/orders/refund-words'

type Words = { heading: string; standfirst: string; waiting: boolean }

/** The first thing the page says, in the shopper's words. `waiting`: it may change within seconds. */
export function describeOrder(order: OrderView): Words {
  const say = (heading: string, ...sentences: (string | null)[]) => ({
    heading,
    standfirst: sentences.filter(Boolean).join(' '),
    waiting: false,
  })
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
      : {
          ...say('We are checking your payment', 'This takes a moment. The page looks again by itself.'),
          waiting: true,
        }
  }
  const standing = standingOf(order)
  const { refund, moving, sending, dispute, held } = standing
  const sorry = failedWords(standing)
  if (dispute === 'open')
    return say(
      'Your bank is asking about the payment',
      'Somebody told it that the payment was not theirs or not right.',
      sending === 'to_send' || sending === 'part_sent'
        ? 'Nothing more is sent until that is settled.'
        : 'We wait for its answer.',
      'If it was a mistake, tell your bank, and write to us.',
      sorry,
    )
  if (dispute === 'lost')
    return say(
      'Your bank gave the payment back',
      'Nothing more is sent. Write to us if that is not what you want.',
    )
  if (refund === 'all')
    return moving.minor > 0
      ? say('Your refund is on its way', 'Everything you paid goes back to you: where to stands below.')
      : say('Refunded', 'Everything you paid has gone back to you: where to and when stands below.')
  const back = backWords(order, standing)
  if (held && sending !== 'sent' && sending !== 'dropped')
    return say(
      refund === 'part' ? 'A part of your order is refunded' : 'Thank you. We have your order',
      back,
      `We are looking at one thing before ${sending === 'part_sent' ? 'the rest' : 'it'} is sent, and will write to you today or on the next working day.`,
      sorry,
    )
  if (sending === 'sent')
    return say('On its way', 'Your parcel has left us. Below is how to follow it.', back, sorry)
  if (sending === 'part_sent')
    return say(
      'A part of it is on its way',
      'Below is how to follow it. The rest is being packed.',
      back,
      sorry,
    )
  if (refund !== 'part') return say('Thank you. We have your order', back, confirmation(order), sorry)
  const next = {
    to_send: standing.isRest ? 'The rest is being packed.' : 'Your order is being packed.',
    dropped: 'Nothing is left to send.',
    nothing: null,
  }[sending]
  return say('A part of your order is refunded', back, next, sorry)
}

/** Of a surplus the order itself is not refunded: what went back was never for it. */
function backWords({ payments }: OrderView, { refund, given, moving }: Standing): string | null {
  if (refund === 'none') return null
  const twice = refund === 'surplus' && payments.filter(({ kind }) => kind === 'captured').length > 1
  const words = `${formatMoney(given)} ${moving.minor > 0 ? 'is going' : 'has gone'} back to you.`
  return twice ? `Your order was paid twice: ${words}` : words
}

/** Only what Stripe took can fail, so that all of it goes to one kind of place. */
function failedWords({ failed }: Standing): string | null {
  const [first, ...others] = failed
  if (!first) return null
  const sum = add(first.amount, ...others.map(({ amount }) => amount))
  return `${formatMoney(sum)} could not be sent back to ${refundTo(first)}: we look into it, and write to you.`
}

function confirmation({ email, mails }: OrderView): string | null {
  const mail = mails.find(({ kind }) => kind === 'order_confirmation')
  if (!email || !mail) return null
  return mail.state === 'sent'
    ? `A confirmation went to ${email}.`
    : 'A confirmation is on its way to your e-mail.'
}
