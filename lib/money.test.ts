import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  add,
  currencies,
  formatMoney,
  isCurrency,
  money,
  multiply,
  parseDecimal,
  proportion,
  split,
  subtract,
  taxContained,
  toCurrency,
  toDecimal,
  zero,
} from './money'

const nzd = (minor: number) => money(minor, 'NZD')

test('money is printed with the digits its currency has', () => {
  expect(formatMoney(nzd(4900))).toBe('$49.00')
  expect(formatMoney(nzd(5))).toBe('$0.05')
  expect(formatMoney(nzd(124_900))).toBe('$1,249.00')
  expect(formatMoney(nzd(-4900))).toBe('-$49.00')
  expect(formatMoney(money(4900, 'AUD'))).toBe('A$49.00')
  expect(formatMoney(money(4900, 'JPY'))).toMatch(/4,900$/)
  expect(formatMoney(money(4900, 'KWD'))).toMatch(/4\.900$/)
})

test('large amounts are printed to the cent, where a float would have lost it', () => {
  expect(formatMoney(nzd(900_719_925_474_099))).toBe('$9,007,199,254,740.99')
})

test('a decimal says what was in minor units, and reads back the same', () => {
  expect(toDecimal(nzd(4900))).toBe('49.00')
  expect(toDecimal(nzd(-5))).toBe('-0.05')
  expect(toDecimal(money(4900, 'JPY'))).toBe('4900')
  expect(toDecimal(money(4900, 'KWD'))).toBe('4.900')
  fc.assert(
    fc.property(fc.constantFrom(...currencies), fc.nat(999_999_999), (currency, minor) => {
      expect(parseDecimal(toDecimal(money(minor, currency)), currency)).toEqual(money(minor, currency))
    }),
  )
})

test('a typed price is read as a person means it, or not at all', () => {
  for (const [text, minor] of [
    ['49', 4900],
    ['49.5', 4950],
    [' $1,249.00 ', 124_900],
    ['0', 0],
    ['0.07', 7],
    ['4.35', 435],
  ] as const)
    expect(parseDecimal(text, 'NZD'), text).toEqual(nzd(minor))
  for (const text of [
    '',
    '49.005',
    '49,5',
    '1,24',
    '-1',
    '1e3',
    'NaN',
    '49 dollars',
    '.5',
    '12345678901',
    '٤٩',
  ])
    expect(parseDecimal(text, 'NZD'), text).toBeUndefined()
  expect(parseDecimal('49.5', 'JPY')).toBeUndefined()
})

test('currencies are never mixed, and an unknown one is refused', () => {
  expect(() => add(nzd(1), money(1, 'AUD'))).toThrow(RangeError)
  expect(() => subtract(nzd(1), money(1, 'AUD'))).toThrow(RangeError)
  expect(() => toCurrency('XXX')).toThrow(RangeError)
  expect(isCurrency('toString')).toBe(false)
})

test('an amount is a whole number of minor units', () => {
  for (const minor of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(() => nzd(minor), String(minor)).toThrow(RangeError)
  expect(() => multiply(nzd(4900), 1.5e15)).toThrow(RangeError)
  expect(add(zero('NZD'), nzd(2), nzd(3))).toEqual(nzd(5))
})

test('a unit price is rounded half up, once', () => {
  expect(proportion(nzd(4900), 100, 150)).toEqual(nzd(3267))
  expect(proportion(nzd(5), 1, 2)).toEqual(nzd(3))
  expect(proportion(nzd(4), 1, 3)).toEqual(nzd(1))
})

test('the tax contained in a price with 15 % is 3/23 of it', () => {
  expect(taxContained(11_500, 1500)).toBe(1500)
  expect(taxContained(4900, 1500)).toBe(639)
  expect(taxContained(23, 1500)).toBe(3)
  expect(taxContained(-11_500, 1500)).toBe(-1500)
  expect(taxContained(4900, 0)).toBe(0)
  fc.assert(
    fc.property(fc.nat(100_000_000), (gross) => {
      const exact = (BigInt(gross) * 3n * 2n + 23n) / 46n
      expect(taxContained(gross, 1500)).toBe(Number(exact))
    }),
  )
})

const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 })
const totals = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 })

test('the parts of a split always sum to the whole', () => {
  fc.assert(
    fc.property(totals, weights, (total, shares) => {
      expect(split(total, shares).reduce((sum, part) => sum + part, 0)).toBe(total)
    }),
  )
})

test('a part of a split lies less than one cent from its exact share', () => {
  fc.assert(
    fc.property(totals, weights, (total, shares) => {
      const whole = shares.reduce((sum, share) => sum + share, 0)
      fc.pre(whole > 0)
      split(total, shares).forEach((part, index) => {
        const scaled = BigInt(part) * BigInt(whole) - BigInt(total) * BigInt(shares[index] ?? 0)
        expect(scaled < 0n ? -scaled : scaled).toBeLessThan(whole)
      })
    }),
  )
})

test('what is left over goes to the largest fractions, ties to the earlier part', () => {
  expect(split(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(split(10, [1, 2])).toEqual([3, 7])
  expect(split(-100, [1, 1, 1])).toEqual([-34, -33, -33])
  expect(split(5, [0, 0])).toEqual([3, 2])
  expect(split(7, [0, 3])).toEqual([0, 7])
})

test('a split of nothing, or by nonsense, is refused', () => {
  expect(() => split(1, [])).toThrow(RangeError)
  expect(() => split(1, [-1])).toThrow(RangeError)
  expect(() => split(1, [0.5])).toThrow(RangeError)
  expect(() => split(Number.NaN, [1])).toThrow(RangeError)
})
