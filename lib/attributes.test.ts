import { expect, test } from 'vitest'
import { inOrder, shownToShopper } from './attributes'

test('attributes come in the order they were given, those of an unknown place last', () => {
  const kept = { a: '1', b: '2', Zebra: '3' }
  expect(Object.keys(inOrder(kept, ['Zebra', 'b', 'gone', 'a']))).toEqual(['Zebra', 'b', 'a'])
  expect(Object.keys(inOrder(kept, ['b']))).toEqual(['b', 'a', 'Zebra'])
  expect(inOrder(kept, [])).toEqual(kept)
})

test('a shopper sees no key that begins with "_", wherever else it has one', () => {
  const given = { Gift: 'yes', _source: 'salon', __key: 'x', _: '', gift_for: 'Ana' }
  expect(shownToShopper(given)).toEqual([
    { key: 'Gift', value: 'yes' },
    { key: 'gift_for', value: 'Ana' },
  ])
})
