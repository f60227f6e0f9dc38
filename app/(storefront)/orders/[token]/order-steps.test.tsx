import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { OrderView } from '@/lib/orders/order-view'
import { OrderSteps } from './order-steps'

const sent = {
  sentAt: '2026-11-20T00:00:00.000Z',
  carrier: 'NZ Post',
  trackingNumber: 'AB1',
  trackingUrl: null,
}
const order = (more: object) =>
  ({
    status: 'paid',
    placedAt: '2026-11-19T00:00:00.000Z',
    paymentStatus: 'paid',
    lines: [{ requiresShipping: true }],
    shipments: [],
    deliveryDays: { min: 2, max: 3 },
    ...more,
  }) as unknown as OrderView

const words = (more: object) =>
  renderToStaticMarkup(<OrderSteps order={order(more)} />)
    .replace(/<[^>]+>/g, ' ')
    // Whether a comma stands in a date depends on Node's own tables.
    .replace(/[,\s]+/g, ' ')
    .trim()

test('a paid order says what comes next', () => {
  expect(words({})).toBe(
    'What happens next Paid Thursday 19 November Packing We write to you when it leaves. On its way 2 to 3 working days from dispatch.',
  )
  expect(words({ shipments: [sent] })).toBe(
    'What happens next Paid Thursday 19 November Packed Sent Friday 20 November NZ Post AB1 2 to 3 working days from dispatch.',
  )
})

test('a parcel that left stays on the page when the money goes back', () => {
  const over = { paymentStatus: 'refunded' }
  expect(words({ ...over, shipments: [sent] })).toBe(
    'What happened Paid Thursday 19 November Sent Friday 20 November NZ Post AB1 Refunded',
  )
  expect(words(over)).toBe('What happened Paid Thursday 19 November Refunded')
})
