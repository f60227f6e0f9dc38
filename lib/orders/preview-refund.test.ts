import { expect, test } from 'vitest'
import { type Money, money } from '@/lib/money'
import type { OrderView } from './order-view'
import { previewRefund } from './preview-refund'

const nzd = (minor: number): Money => money(minor, 'NZD')
const line = {
  id: '7',
  title: 'Gut Love +',
  variantTitle: '150 g',
  quantity: 3,
  refundedQuantity: 1,
  total: nzd(10_000),
  giftCards: [],
}
// Only what the preview reads.
const payment = {
  means: 'stripe' as const,
  giftCard: null,
  left: nzd(7_317),
  paidAt: '2026-11-23T00:00:00.000Z',
}
const order = {
  total: nzd(10_650),
  refundable: nzd(7_317),
  paymentsLeft: [payment],
  lines: [line],
} as unknown as OrderView
const wish = (quantity: number, more: { restock?: boolean; amount?: number } = {}) => ({
  lines: quantity > 0 ? [{ lineId: '7', quantity, restock: more.restock ?? false }] : [],
  amount: more.amount,
})

test('units of a line come to what was paid for them, to the cent', () => {
  const one = previewRefund(order, wish(1, { restock: true }))
  expect(one).toMatchObject({
    amount: nzd(3333),
    left: nzd(3984),
    lines: [{ quantity: 1, restock: true, amount: nzd(3333) }],
  })
  expect(previewRefund(order, wish(2)).amount).toEqual(nzd(6667))
})

test('another amount counts instead of the lines, delivery included', () => {
  expect(previewRefund(order, wish(2, { amount: 7317 }))).toMatchObject({ amount: nzd(7317), left: nzd(0) })
  expect(previewRefund(order, wish(0, { amount: 100 }))).toMatchObject({ amount: nzd(100), lines: [] })
})

test('of an order paid twice it is said which payment gives back how much', () => {
  const later = { ...payment, left: nzd(5_000), paidAt: '2026-11-24T00:00:00.000Z' }
  const twice = { ...order, refundable: nzd(12_317), paymentsLeft: [later, payment] }
  expect(previewRefund(twice, wish(0, { amount: 5_000 })).shares).toEqual([
    { paidAt: later.paidAt, giftCard: null, amount: nzd(5_000) },
  ])
  expect(previewRefund(twice, wish(0, { amount: 12_000 }))).toMatchObject({
    shares: [
      { paidAt: later.paidAt, giftCard: null, amount: nzd(5_000) },
      { paidAt: payment.paidAt, giftCard: null, amount: nzd(7_000) },
    ],
    left: nzd(317),
  })
})

test('more than is left, and nothing at all, are refused beside their field', () => {
  expect(() => previewRefund(order, wish(3))).toThrow(expect.objectContaining({ field: 'lines.7.quantity' }))
  expect(() => previewRefund(order, wish(0, { amount: 7318 }))).toThrow(
    expect.objectContaining({ field: 'amount' }),
  )
  expect(() => previewRefund(order, wish(0))).toThrow(expect.objectContaining({ field: 'amount' }))
  expect(() => previewRefund(order, { lines: [{ lineId: '8', quantity: 1, restock: false }] })).toThrow(
    expect.objectContaining({ field: 'lines.8.quantity' }),
  )
})
