import { describe, expect, test } from 'vitest'
import { productEdit } from './product-edit'

const typed = {
  id: '1',
  version: '1',
  title: 'Gut Love +',
  subtitle: '',
  description: '',
  prices: { '11': { price: '49.00', compareAtPrice: '' }, '12': { price: '', compareAtPrice: '' } },
}
const edit = (changes: object) => productEdit('NZD').parse({ ...typed, ...changes })
const price = (text: string) => ({ '11': { price: text, compareAtPrice: '' } })

describe('what was typed as a price', () => {
  const problem = (text: string) =>
    productEdit('NZD').safeParse({ ...typed, prices: price(text) }).error?.issues[0]

  test.each([
    ['49', 4900],
    ['49.5', 4950],
    ['$1,249.00', 124_900],
    [' 0.05 ', 5],
    ['0', 0],
    ['999999.99', 99_999_999],
  ])('%j is %i cents', (text, minor) => {
    expect(edit({ prices: price(text) }).prices['11']?.price).toEqual({ minor, currency: 'NZD' })
  })

  test.each([
    ['12,50', 'Write it with a point: 12.50'],
    ['-5', 'A price can’t be below nothing.'],
    ['1000000', 'That is more than one payment can take. Check the digits.'],
    ['9'.repeat(30), 'Write digits and a point, like 49.00.'],
    ['49.001', 'Write digits and a point, like 49.00.'],
    ['1e3', 'Write digits and a point, like 49.00.'],
    ['NaN', 'Write digits and a point, like 49.00.'],
    ['Infinity', 'Write digits and a point, like 49.00.'],
    ['forty', 'Write digits and a point, like 49.00.'],
  ])('%j is refused beside its field', (text, message) => {
    expect(problem(text)).toMatchObject({ message, path: ['prices', '11', 'price'] })
  })
})
