import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paymentsLeft, shareRefund } from './payments-left'

const day = (date: number) => new Date(Date.UTC(2026, 10, date))
const paid = (stripeId: string, amount: number, date: number, currency = 'NZD') => ({
  kind: 'captured' as const,
  stripeId,
  amount,
  currency,
  createdAt: day(date),
})
const refund = (paymentIntentId: string, amount: number, state = 'succeeded') => ({
  paymentIntentId,
  amount,
  state,
})

test('a payment holds what was paid less what goes back to it, and the newest comes first', () => {
  const entries = [paid('pi_1', 5000, 1), paid('pi_2', 5000, 2), paid('pi_3', 5000, 3, 'AUD')]
  const refunds = [
    refund('pi_1', 1000, 'requested'),
    refund('pi_1', 500),
    refund('pi_2', 2000, 'failed'),
    refund('pi_2', 2000, 'cancelled'),
  ]
  expect(paymentsLeft('NZD', entries, refunds)).toEqual([
    { means: 'stripe', paymentIntentId: 'pi_2', left: 5000, paidAt: day(2) },
    { means: 'stripe', paymentIntentId: 'pi_1', left: 3500, paidAt: day(1) },
  ])
  expect(paymentsLeft('NZD', entries, [refund('pi_1', 5000), refund('pi_2', 5000)])).toEqual([])
  expect(paymentsLeft('NZD', [paid('free:1', 0, 1)], []), 'nothing was due').toEqual([])
})

const stripe = (left: number) => ({ means: 'stripe' as const, left })
const giftCard = (left: number) => ({ means: 'gift_card' as const, left })

test('an amount goes to the newest payment that holds all of it, and is split only when none does', () => {
  const [newer, older] = [stripe(3000), stripe(5000)]
  expect(shareRefund([newer, older], 3000)).toEqual([{ payment: newer, amount: 3000 }])
  expect(shareRefund([newer, older], 3001)).toEqual([{ payment: older, amount: 3001 }])
  expect(shareRefund([newer, older], 5001)).toEqual([
    { payment: newer, amount: 3000 },
    { payment: older, amount: 2001 },
  ])
  expect(shareRefund([newer, older], 8001)).toEqual([])
  expect(shareRefund([], 1)).toEqual([])
})

test('gift cards get what Stripe did not take, or theirs first where a person says so', () => {
  const [card, newer, older] = [giftCard(6000), stripe(3000), stripe(5000)]
  const payments = [newer, older, card]
  const first = { giftCardsFirst: true }
  expect(shareRefund(payments, 5000)).toEqual([{ payment: older, amount: 5000 }])
  expect(shareRefund([newer, card], 5000)).toEqual([
    { payment: newer, amount: 3000 },
    { payment: card, amount: 2000 },
  ])
  expect(shareRefund(payments, 5000, first)).toEqual([{ payment: card, amount: 5000 }])
  expect(shareRefund(payments, 9000, first)).toEqual([
    { payment: card, amount: 6000 },
    { payment: newer, amount: 3000 },
  ])
  expect(shareRefund(payments, 14_000, first)).toHaveLength(3)
  expect(shareRefund(payments, 14_001, first)).toEqual([])
  const entry = { ...paid('gift_card_hold:1', 6000, 3), kind: 'gift_card' as const }
  expect(paymentsLeft('NZD', [paid('pi_1', 3000, 1), entry], [refund('gift_card_hold:1', 500)])).toEqual([
    { means: 'stripe', paymentIntentId: 'pi_1', left: 3000, paidAt: day(1) },
    { means: 'gift_card', paymentIntentId: 'gift_card_hold:1', left: 5500, paidAt: day(3) },
  ])
})

test('shares come to the whole, and never above what their payment holds', () => {
  const means = fc.constantFrom('stripe' as const, 'gift_card' as const)
  const payment = fc.record({ means, left: fc.integer({ min: 1, max: 100_000 }) })
  const payments = fc.array(payment, { maxLength: 5 })
  fc.assert(
    fc.property(
      payments,
      fc.integer({ min: 1, max: 300_000 }),
      fc.boolean(),
      (list, amount, giftCardsFirst) => {
        const shares = shareRefund(list, amount, { giftCardsFirst })
        const held = list.reduce((sum, { left }) => sum + left, 0)
        expect(shares.reduce((sum, share) => sum + share.amount, 0)).toBe(held >= amount ? amount : 0)
        for (const share of shares) {
          expect(share.amount).toBeGreaterThan(0)
          expect(share.amount).toBeLessThanOrEqual(share.payment.left)
        }
      },
    ),
  )
})
