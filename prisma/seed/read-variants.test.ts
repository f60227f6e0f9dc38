import { expect, test } from 'vitest'
import { problems } from './problems-of'

test.each<[string, string, string]>([
  [
    'the same sku twice',
    '{ sku: x, price: 1, stock: 1 }, { sku: x, price: 2, stock: 1 }',
    'variants[1].sku is the sku "x" for the second time',
  ],
  ['neither stock nor contents', '{ sku: x, price: 1 }', 'variants[0] needs either stock or contains'],
  [
    'contents that are not there',
    '{ sku: x, price: 1, contains: [{ sku: y }] }',
    'variants[0].contains[0].sku names no variant with stock of its own: y',
  ],
  ['half a cent', '{ sku: x, price: 1.005, stock: 1 }', 'variants[0].price has more decimals than NZD'],
  ['a negative price', '{ sku: x, price: -1, stock: 1 }', 'variants[0].price must be an amount like 49.00'],
  [
    'a price in words',
    '{ sku: x, price: cheap, stock: 1 }',
    'variants[0].price must be an amount like 49.00',
  ],
  [
    'a "was" price below the price',
    '{ sku: x, price: 5, compareAt: 4, stock: 1 }',
    'variants[0].compareAt must be above the price',
  ],
  [
    'stock below zero',
    '{ sku: x, price: 1, stock: -1 }',
    'variants[0].stock Too small: expected number to be >=0',
  ],
  [
    'an option that the product has not',
    '{ sku: x, price: 1, stock: 1, options: { Size: L } }',
    'variants[0].options.Size is not an option of the product',
  ],
])('of a variant: %s', (_, variants, expected) => {
  expect(problems(`products:\n  - handle: p\n    title: P\n    variants: [${variants}]\n`)).toContainEqual(
    `line 12: products[0].${expected}`,
  )
})

test('each value of an option must exist, be said, and be said once', () => {
  const options =
    'products:\n  - handle: p\n    title: P\n    options: [{ name: Size, values: [S, L] }]\n    variants: '
  const variant = (sku: string, value: string) => `{ sku: ${sku}, price: 1, stock: 1, options: { ${value} } }`
  expect(problems(`${options}[${variant('a', 'Size: M')}, ${variant('b', '')}]`)).toEqual([
    'line 13: products[0].variants[0].options.Size is "M", and the product has S, L',
    'line 13: products[0].variants[1].options says no Size',
  ])
  expect(problems(`${options}[${variant('a', 'Size: S')}, ${variant('b', 'Size: S')}]`)).toEqual([
    'line 13: products[0].variants[1].options is the choice "S" for the second time',
  ])
})

test('several variants need something to choose them by', () => {
  const two = '[{ sku: a, price: 1, stock: 1 }, { sku: b, price: 1, stock: 1 }]'
  expect(problems(`products:\n  - handle: p\n    title: P\n    variants: ${two}\n`)).toEqual([
    'line 12: products[0].variants has several, so the product needs options to choose by',
  ])
})
