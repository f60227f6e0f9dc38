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
    { paymentIntentId: 'pi_2', left: 5000, paidAt: day(2) },
    { paymentIntentId: 'pi_1', left: 3500, paidAt: day(1) },
  ])
  expect(paymentsLeft('NZD', entries, [refund('pi_1', 5000), refund('pi_2', 5000)])).toEqual([])
  expect(paymentsLeft('NZD', [paid('free:1', 0, 1)], []), 'nothing was due').toEqual([])
})

test('an amount goes to the newest payment that holds all of it, and is split only when none does', () => {
  const [newer, older] = [{ left: 3000 }, { left: 5000 }]
  expect(shareRefund([newer, older], 3000)).toEqual([{ payment: newer, amount: 3000 }])
  expect(shareRefund([newer, older], 3001)).toEqual([{ payment: older, amount: 3001 }])
  expect(shareRefund([newer, older], 5001)).toEqual([
    { payment: newer, amount: 3000 },
    { payment: older, amount: 2001 },
  ])
  expect(shareRefund([newer, older], 8001)).toEqual([])
  expect(shareRefund([], 1)).toEqual([])
})

test('shares come to the whole, and never above what their payment holds', () => {
  const payments = fc.array(fc.record({ left: fc.integer({ min: 1, max: 100_000 }) }), { maxLength: 5 })
  fc.assert(
    fc.property(payments, fc.integer({ min: 1, max: 300_000 }), (list, amount) => {
      const shares = shareRefund(list, amount)
      const held = list.reduce((sum, { left }) => sum + left, 0)
      expect(shares.reduce((sum, share) => sum + share.amount, 0)).toBe(held >= amount ? amount : 0)
      for (const share of shares) {
        expect(share.amount).toBeGreaterThan(0)
        expect(share.amount).toBeLessThanOrEqual(share.payment.left)
      }
    }),
  )
})
