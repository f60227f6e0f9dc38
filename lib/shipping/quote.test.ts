import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pickRate, quote, type RateRule } from './quote'

const rule = (change: Partial<RateRule>): RateRule => ({
  id: '1',
  title: 'Standard',
  price: 650,
  minGrams: null,
  maxGrams: null,
  minSubtotal: null,
  maxSubtotal: null,
  freeFrom: null,
  minDays: 2,
  maxDays: 3,
  demo: true,
  ...change,
})

const prices = (rules: RateRule[], grams: number, subtotal: number) =>
  quote(rules, { grams, subtotal }, 'NZD').map(({ price }) => price.minor)

test('a flat rate fits every parcel', () => {
  expect(prices([rule({})], 0, 0)).toEqual([650])
  expect(prices([rule({})], 99_999, 99_999)).toEqual([650])
})

test('free from a subtotal on, that subtotal included', () => {
  const free = rule({ freeFrom: 15_000 })
  expect(prices([free], 100, 14_999)).toEqual([650])
  expect(prices([free], 100, 15_000)).toEqual([0])
})

test('weight bands include their bounds and leave gaps unserved', () => {
  const bands = [
    rule({ id: '1', price: 1800, maxGrams: 500 }),
    rule({ id: '2', price: 2800, minGrams: 501, maxGrams: 3000 }),
  ]
  expect(prices(bands, 500, 0)).toEqual([1800])
  expect(prices(bands, 501, 0)).toEqual([2800])
  expect(prices(bands, 3001, 0)).toEqual([])
})

test('subtotal bands include their bounds', () => {
  const bands = [rule({ maxSubtotal: 4999 }), rule({ minSubtotal: 5000, price: 300 })]
  expect(prices(bands, 0, 4999)).toEqual([650])
  expect(prices(bands, 0, 5000)).toEqual([300])
})

test('the cheapest comes first, after becoming free too', () => {
  const rules = [rule({ id: 'slow', price: 500 }), rule({ id: 'fast', price: 1200, freeFrom: 10_000 })]
  expect(quote(rules, { grams: 1, subtotal: 100 }, 'NZD').map(({ id }) => id)).toEqual(['slow', 'fast'])
  expect(quote(rules, { grams: 1, subtotal: 10_000 }, 'NZD').map(({ id }) => id)).toEqual(['fast', 'slow'])
})

test('a choice holds while it fits; else the cheapest is taken, or none', () => {
  const rates = quote(
    [rule({ id: 'slow', price: 500 }), rule({ id: 'fast', price: 1200 })],
    { grams: 1, subtotal: 1 },
    'NZD',
  )
  expect(pickRate(rates, 'fast')?.id).toBe('fast')
  expect(pickRate(rates, 'gone')?.id).toBe('slow')
  expect(pickRate(rates, null)?.id).toBe('slow')
  expect(pickRate([], 'fast')).toBeNull()
})

test('spending more never makes a flat rate with a threshold dearer', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(50_000), fc.nat(50_000), fc.nat(50_000), (price, freeFrom, a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a]
      const [before = 0] = prices([rule({ price, freeFrom })], 1, low)
      const [after = 0] = prices([rule({ price, freeFrom })], 1, high)
      expect(after).toBeLessThanOrEqual(before)
    }),
  )
})
