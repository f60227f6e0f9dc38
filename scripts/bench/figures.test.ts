import { expect, test } from 'vitest'
import { compared, figure, median, percentile, plain, table } from './figures.mjs'

test('the median is the middle, or the mean of the two middles, in any order', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([10, 1, 2, 3])).toBe(2.5)
  expect(() => median([])).toThrow(RangeError)
})

test('a percentile is one of the numbers, sorted as numbers', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 99, 100])
  expect(percentile([100, 9], 0.5)).toBe(9)
  expect(percentile([7], 0.01)).toBe(7)
})

test('figures keep what can be read', () => {
  expect([0.0312, 2.549, 32.44, 999.6, 33_300].map(figure)).toEqual([
    '0.031',
    '2.5',
    '32.4',
    '1,000',
    '33,300',
  ])
})

test('a bar is on the ratio where there is a yardstick, exactly met included', () => {
  expect(compared('x', { value: 2.6, yardstick: 2, unit: 'ms', most: 1.3 })).toEqual({
    measure: 'x',
    value: '2.6 ms',
    yardstick: '2 ms',
    ratio: '1.30',
    bar: '≤ 1.30×',
    holds: true,
  })
  expect(compared('x', { value: 79, yardstick: 100, unit: '/s', least: 0.8 }).holds).toBe(false)
  expect(compared('x', { value: 1, yardstick: 2, unit: 'ms' })).not.toHaveProperty('holds')
})

test('a bar is on the value where there is none', () => {
  expect(plain('requests', { value: 21, most: 20 })).toEqual({
    measure: 'requests',
    value: '21',
    bar: '≤ 20',
    holds: false,
  })
  expect(plain('score', { value: 98, least: 98 }).holds).toBe(true)
})

test('the table says what misses its bar, in columns', () => {
  const lines = table([
    plain('requests', { value: 21, most: 20 }),
    compared('time', { value: 1, yardstick: 1, unit: 'ms' }),
  ])
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  expect(lines[2]?.slice(1, -1)).toEqual(['requests', '21', '', '', '≤ 20', 'MISSES'])
  expect(lines[3]?.slice(1, -1)).toEqual(['time', '1 ms', '1 ms', '1.00', '', ''])
})
