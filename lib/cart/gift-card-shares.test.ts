import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Currency, money } from '@/lib/money'
import { shareOverCards } from './gift-card-shares'

const shared = (total: number, available: number[], notCoverable = 0, currency: Currency = 'NZD') => {
  const amount = (minor: number) => money(minor, currency)
  const { shares, due } = shareOverCards({
    total: amount(total),
    notCoverable: amount(notCoverable),
    available: available.map(amount),
  })
  return { shares: shares.map(({ minor }) => minor), due: due.minor }
}

test('the first card is spent first, and the next only what is missing', () => {
  expect(shared(5000, [3000, 3000, 3000])).toEqual({ shares: [3000, 2000, 0], due: 0 })
  expect(shared(5000, [1000, 500])).toEqual({ shares: [1000, 500], due: 3500 })
  expect(shared(0, [1000])).toEqual({ shares: [0], due: 0 })
  expect(shared(5000, [])).toEqual({ shares: [], due: 5000 })
})

test('what is left is nothing, or enough for Stripe to charge', () => {
  expect(shared(5000, [4975])).toEqual({ shares: [4950], due: 50 })
  expect(shared(5000, [4960, 20])).toEqual({ shares: [4950, 0], due: 50 })
  expect(shared(5000, [4950])).toEqual({ shares: [4950], due: 50 })
  expect(shared(40, [10]), 'a total below it anyway').toEqual({ shares: [0], due: 40 })
  expect(shared(40, [40])).toEqual({ shares: [40], due: 0 })
  expect(shared(5000, [4999], 0, 'KWD'), 'no least known').toEqual({ shares: [4999], due: 1 })
})

test('no gift card buys another', () => {
  expect(shared(8000, [9000], 5000)).toEqual({ shares: [3000], due: 5000 })
  expect(shared(5000, [9000], 5000)).toEqual({ shares: [0], due: 5000 })
})

test('shares and what is due come to the total, and no card gives more than it has', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 6 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), amounts, (total, available) => {
      const { shares, due } = shared(total, available)
      expect(shares.reduce((sum, share) => sum + share, 0) + due).toBe(total)
      for (const [index, share] of shares.entries()) {
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(available[index] ?? 0)
      }
      expect(due === 0 || due >= Math.min(total, 50)).toBe(true)
    }),
  )
})
