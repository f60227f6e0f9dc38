import { describe, expect, test } from 'vitest'
import { productEdit } from './product-edit'

const typed = {
  id: '1',
  version: '1',
  title: 'Gut Love +',
  subtitle: '',
  description: '',
  seoTitle: '',
  seoDescription: '',
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

describe('what is written for search engines', () => {
  test('is one line, and none where it is empty', () => {
    expect(
      edit({ seoTitle: ' Tea\u00a0 in a tin ', seoDescription: 'It warms.\n\nYou know.' }),
    ).toMatchObject({
      seoTitle: 'Tea in a tin',
      seoDescription: 'It warms. You know.',
    })
    expect(edit({ seoTitle: '', seoDescription: ' \n ' })).toMatchObject({
      seoTitle: null,
      seoDescription: null,
    })
  })

  test.each([
    ['seoTitle', 200],
    ['seoDescription', 400],
  ])('%s has at most %i characters', (name, most) => {
    expect(edit({ [name]: ` ${'x'.repeat(most)}\n` })).toMatchObject({ [name]: 'x'.repeat(most) })
    const { error } = productEdit('NZD').safeParse({ ...typed, [name]: 'x'.repeat(most + 1) })
    expect(error?.issues).toMatchObject([{ path: [name], message: `Use at most ${most} characters.` }])
  })
})
