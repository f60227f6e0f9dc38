import { expect, test } from 'vitest'
import { stockWord } from './availability'

test('the word about stock changes at nothing and at the threshold, which is included', () => {
  expect([-1, 0, 1, 5, 6, 7].map((available) => stockWord(available, 5))).toEqual([
    'sold_out',
    'sold_out',
    'low_stock',
    'low_stock',
    'in_stock',
    'in_stock',
  ])
  expect(stockWord(1, 0)).toBe('in_stock')
})
