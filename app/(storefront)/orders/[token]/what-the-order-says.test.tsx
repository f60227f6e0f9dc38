import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { money } from '@/lib/money'
import type { OrderView } from '@/lib/orders/order-view'
import { BoughtCards } from './bought-cards'
import { describeOrder } from './describe-order'
import { OrderSteps } from './order-steps'
import { sumRefunds } from './sum-refunds'

const nzd = (minor: number) => money(minor, 'NZD')
const shipment = {
  id: '1',
  sentAt: '2026-11-20T00:00:00.000Z',
  carrier: 'NZ Post',
  trackingNumber: 'AB1',
  trackingUrl: null,
}
const refund = (more: { id?: string; request?: string; [field: string]: unknown } = {}) => ({
  id: '1',
  request: more.id ?? '1',
  state: 'succeeded',
  amount: nzd(2000),
  giftCard: null,
  createdAt: '2026-11-21T00:00:00.000Z',
  refundedAt: '2026-11-21T00:00:00.000Z',
  ...more,
})
const toCard = refund({ id: '2', giftCard: 'K7QX', amount: nzd(1500) })
const line = (more: object = {}) => ({
  quantity: 2,
  shippedQuantity: 0,
  refundedQuantity: 0,
  requiresShipping: true,
  ...more,
})
const order = (more: object = {}) =>
  ({
    status: 'placed',
    placedAt: '2026-11-19T00:00:00.000Z',
    paymentStatus: 'paid',
    isSent: true,
    disputed: false,
    review: [],
    email: 'aroha@example.com',
    mails: [{ kind: 'order_confirmation', state: 'sent' }],
    total: nzd(5550),
    refundable: nzd(5550),
    lines: [line()],
    shipments: [],
    refunds: [],
    payments: [],
    deliveryDays: { min: 2, max: 3 },
    ...more,
  }) as unknown as OrderView

const said = (more: object) => {
  const { heading, standfirst } = describeOrder(order(more))
  return `${heading}. ${standfirst}`
}
const steps = (more: object) =>
  renderToStaticMarkup(<OrderSteps order={order(more)} />)
    .replace(/<[^>]+>/g, ' ')
    // Whether a comma stands in a date depends on Node's own tables.
    .replace(/[,\s]+/g, ' ')
    .trim()

const waiting = { placedAt: null, status: 'pending_payment', paymentStatus: 'unpaid' }
const sent = { shipments: [shipment], lines: [line({ shippedQuantity: 2 })] }
const partSent = { shipments: [shipment], lines: [line({ shippedQuantity: 1 })] }
const part = { refunds: [refund()], refundable: nzd(3550), paymentStatus: 'partially_refunded' }
const all = {
  refunds: [refund({ amount: nzd(4050) }), toCard],
  refundable: nzd(0),
  paymentStatus: 'refunded',
}
const disputed = {
  disputed: true,
  review: ['disputed'],
  payments: [
    {
      kind: 'dispute_opened',
      stripeId: 'dp_1',
      amount: nzd(5550),
      createdAt: '2026-11-22T00:00:00.000Z',
    },
  ],
}
const lost = {
  ...disputed,
  disputed: false,
  payments: [
    ...disputed.payments,
    { ...disputed.payments[0], kind: 'dispute_lost', createdAt: '2026-11-29T00:00:00.000Z' },
  ],
}

test('before it is paid', () => {
  expect(said(waiting)).toMatch(/^We are checking your payment/)
  expect(steps(waiting)).toBe('What happens next Payment Waiting for the bank. Packing')
  expect(said({ ...waiting, paymentStatus: 'processing' })).toMatch(/^Your bank is working on it/)
  expect(said({ ...waiting, status: 'expired' })).toMatch(/^This order was not paid.*Nothing was charged/)
  expect(steps({ ...waiting, status: 'cancelled' })).toBe('What happened Not paid Go to your cart')
})

test('paid: what comes next, and where the confirmation is', () => {
  expect(said({})).toBe('Thank you. We have your order. A confirmation went to aroha@example.com.')
  expect(said({ mails: [{ kind: 'order_confirmation', state: 'queued' }] })).toMatch(/is on its way to your/)
  expect(steps({})).toBe(
    'What happens next Paid Thursday 19 November Packing We write to you when it leaves. On its way 2 to 3 working days from dispatch.',
  )
  const cards = { isSent: false, lines: [line({ requiresShipping: false })] }
  expect(steps(cards)).toBe('What happened Paid Thursday 19 November Done')
})

test('something is looked at first: nobody says that it is being packed', () => {
  expect(said({ review: ['oversold'] })).toMatch(/We are looking at one thing before it is sent/)
  expect(steps({ review: ['oversold'] })).toMatch(
    /^What happens next Paid .* We look at one thing Packing On its way/,
  )
})

test('sent, and sent in part', () => {
  expect(said(sent)).toMatch(/^On its way\./)
  expect(steps(sent)).toBe(
    'What happens next Paid Thursday 19 November Sent Friday 20 November NZ Post AB1 2 to 3 working days from dispatch.',
  )
  expect(said(partSent)).toMatch(/^A part of it is on its way.*The rest is being packed\./)
  expect(steps(partSent)).toMatch(/Sent Friday 20 November NZ Post AB1 Packing the rest We write/)
})

test('refunded in part before it is sent: how much, where to, when, and what still comes', () => {
  const one = { ...part, lines: [line({ refundedQuantity: 1 })] }
  expect(said(one)).toBe(
    'A part of your order is refunded. $20.00 has gone back to you. The rest is being packed.',
  )
  expect(steps(one)).toBe(
    'What happens next Paid Thursday 19 November Refunded $20.00 Saturday 21 November Went back to the card or account you paid with; banks take up to ten working days to show it. Packing the rest We write to you when it leaves. On its way 2 to 3 working days from dispatch.',
  )
  expect(said(part)).toMatch(/Your order is being packed\.$/)
  const goods = { ...part, lines: [line({ refundedQuantity: 2 })] }
  expect(said(goods)).toMatch(/Nothing is left to send\.$/)
  expect(steps(goods)).not.toMatch(/Packing|On its way/)
  expect(said({ ...part, ...sent })).toMatch(/^On its way\..*\$20\.00 has gone back to you\.$/)
})

test('refunded whole, to a card and a gift card: each part, and no parcel to come', () => {
  expect(said(all)).toMatch(/^Refunded\. Everything you paid has gone back/)
  expect(steps(all)).toBe(
    'What happened Paid Thursday 19 November Refunded $40.50 Saturday 21 November Went back to the card or account you paid with; banks take up to ten working days to show it. Refunded $15.00 Saturday 21 November Is on the gift card ending in K7QX again to be spent as before.',
  )
  expect(sumRefunds(order(all)).map(({ title, amount }) => [title, amount.minor])).toEqual([
    ['Refunded to the card or account that paid', 4050],
    ['Refunded to gift card ••••K7QX', 1500],
  ])
  expect(steps({ ...all, ...sent })).toMatch(/Sent Friday 20 November NZ Post AB1 Refunded/)
})

test('a refund under way is not called done', () => {
  const moving = {
    refunds: [refund({ state: 'pending', amount: nzd(5550), refundedAt: null })],
    refundable: nzd(0),
  }
  expect(said(moving)).toMatch(/^Your refund is on its way/)
  expect(steps(moving)).toMatch(
    /^What happens next .* Going back \$55\.50 Saturday 21 November Is on its way to the card .* the bank is still working on it\.$/,
  )
  expect(sumRefunds(order(moving))[0]?.title).toBe('Going back to the card or account that paid')
  const asked = {
    ...moving,
    refunds: [refund({ state: 'submitted', refundedAt: null })],
    refundable: nzd(3550),
  }
  expect(said(asked)).toMatch(/\$20\.00 is going back to you\./)
})

test('of bought gift cards it is said which one can’t be used any more', () => {
  const card = {
    id: '1',
    lastCharacters: '4W5R',
    disabled: false,
    unused: false,
    refunded: false,
    unsent: false,
  }
  const stopped = { ...card, id: '2', lastCharacters: 'MMEQ', disabled: true }
  const words = (...cards: (typeof card)[]) =>
    renderToStaticMarkup(<BoughtCards cards={cards} />).replace(/<[^>]+>/g, '')
  expect(words(card, { ...stopped, refunded: true })).toBe(
    'Their codes come by e-mail: ••••4W5R, ••••MMEQ (refunded, can’t be used any more)',
  )
  expect(words(stopped)).toBe('Its code comes by e-mail: ••••MMEQ (can’t be used now)')
  expect(words()).toBe('')
})

test('a refund that failed is said, until it is asked for again', () => {
  const failed = refund({ state: 'failed', refundedAt: null })
  expect(said({ refunds: [failed] })).toMatch(
    /^Thank you.*\$20\.00 could not be sent back to the card or account you paid with: we look into it, and write to you\.$/,
  )
  expect(steps({ refunds: [failed] })).toMatch(/Not refunded \$20\.00/)
  expect(said({ ...part, refunds: [failed, refund({ id: '2' })] })).not.toMatch(/could not/)
  expect(sumRefunds(order({ refunds: [failed] }))).toEqual([])
})

test('a part that failed is said beside the one that did not, whatever went back for something else', () => {
  const failed = refund({ state: 'failed', amount: nzd(4050), refundedAt: null })
  const both = [failed, { ...toCard, request: '1' }]
  const left = { ...part, refundable: nzd(4050) }
  const sorry = /\$40\.50 could not be sent back to the card or account you paid with/
  expect(said({ ...left, refunds: both })).toMatch(/\$15\.00 has gone back to you\./)
  expect(said({ ...left, refunds: both })).toMatch(sorry)
  const small = refund({ id: '3', amount: nzd(500) })
  expect(said({ ...left, refunds: [...both, small] })).toMatch(sorry)
  const again = refund({ id: '4', amount: nzd(4050) })
  expect(said({ ...left, refunds: [...both, small, again] })).not.toMatch(/could not/)
  // Asked for again and failed again it is owed once.
  expect(said({ ...left, refunds: [...both, { ...failed, id: '5', request: '5' }] })).toMatch(sorry)
})

test('one of two payments went back: the order is not refunded', () => {
  const captured = { kind: 'captured', amount: nzd(5550), createdAt: '2026-11-19T00:00:00.000Z' }
  const twice = {
    payments: [
      { ...captured, stripeId: 'pi_1' },
      { ...captured, stripeId: 'pi_2' },
    ],
    refunds: [refund({ amount: nzd(5550) })],
    paymentStatus: 'partially_refunded',
  }
  expect(said(twice)).toBe(
    'Thank you. We have your order. Your order was paid twice: $55.50 has gone back to you. A confirmation went to aroha@example.com.',
  )
  expect(said({ ...twice, review: ['double_payment'] })).toMatch(/^Thank you.*paid twice: \$55\.50 has gone/)
  const moving = [refund({ amount: nzd(5550), state: 'pending', refundedAt: null })]
  expect(said({ ...twice, ...sent, refunds: moving })).toMatch(
    /^On its way.*\$55\.50 is going back to you\.$/,
  )
  const goods = { ...twice, lines: [line({ refundedQuantity: 1 })] }
  expect(said(goods)).toMatch(/^A part of your order is refunded/)
})

test('disputed: nothing is promised while it lasts, nor once it is lost', () => {
  expect(said(disputed)).toMatch(/^Your bank is asking about the payment.*Nothing more is sent until/)
  expect(steps(disputed)).toMatch(
    /Your bank asked about the payment Sunday 22 November about \$55\.50\. Packing On its way/,
  )
  expect(steps(disputed)).not.toMatch(/We write to you when it leaves|We look at/)
  expect(said({ ...disputed, ...sent })).toMatch(/We wait for its answer/)
  expect(said(lost)).toMatch(/^Your bank gave the payment back.*Nothing more is sent/)
  expect(steps(lost)).not.toMatch(/Packing|On its way/)
  // Staff have looked at it and go on.
  expect(said({ ...lost, review: [] })).toMatch(/^Thank you/)
})
