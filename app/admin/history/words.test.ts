import { expect, test } from 'vitest'
import { actionInWords, pathInWords, readableChanges } from './words'

test('what the log calls by short names reads as a sentence', () => {
  expect(pathInWords(['variants', '150 g', 'price'])).toBe('Price, 150 g')
  expect(pathInWords(['variants', '', 'compareAtPrice'])).toBe('Price before')
  expect(pathInWords(['labelConfirmed'])).toBe('Label confirmed')
  expect(pathInWords(['someNewName'])).toBe('Some new name')
  expect(actionInWords('product.saved')).toBe('edited a product')
  expect(actionInWords('thing.was_done')).toBe('thing was done')
})

test('an amount stands with its currency', () => {
  const change = (name: string, after: string) => ({ path: [name], before: null, after })
  expect(
    readableChanges([change('refund', '1'), change('amount', '4500'), change('currency', 'NZD')]),
  ).toEqual([change('refund', '1'), change('amount', '$45.00')])
  const balance = { path: ['balance'], before: '5000', after: '0' }
  expect(readableChanges([balance, change('currency', 'NZD')])).toEqual([
    { path: ['balance'], before: '$50.00', after: '$0.00' },
  ])
  expect(readableChanges([change('amount', '4500')])).toEqual([change('amount', '4500')])
})
