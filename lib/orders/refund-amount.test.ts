import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refundAmount } from './refund-amount'

const line = fc.record({ total: fc.nat(100_000_000), quantity: fc.integer({ min: 1, max: 999 }) })

test('refunding unit by unit gives back exactly what was paid', () => {
  fc.assert(
    fc.property(line, ({ total, quantity }) => {
      const units = Array.from({ length: quantity }, (_, refundedQuantity) =>
        refundAmount({ total, quantity, refundedQuantity }, 1),
      )
      expect(units.reduce((sum, unit) => sum + unit, 0)).toBe(total)
      expect(Math.max(...units) - Math.min(...units)).toBeLessThanOrEqual(1)
    }),
  )
})

test('it makes no difference in how many steps a line is refunded', () => {
  fc.assert(
    fc.property(line, fc.nat(999), fc.nat(999), ({ total, quantity }, first, second) => {
      fc.pre(first + second <= quantity)
      const whole = { total, quantity, refundedQuantity: 0 }
      const inTwo = refundAmount(whole, first) + refundAmount({ ...whole, refundedQuantity: first }, second)
      expect(inTwo).toBe(refundAmount(whole, first + second))
    }),
  )
})

test('three units of 100.00 are 33.33, 33.33 and 33.34', () => {
  const of = (refundedQuantity: number) => refundAmount({ total: 10_000, quantity: 3, refundedQuantity }, 1)
  expect([of(0), of(1), of(2)]).toEqual([3333, 3333, 3334])
})
