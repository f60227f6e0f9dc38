import { expect, test } from 'vitest'
import { addressOf, readChoices } from './choices'
import { undoable } from './undo'

test('each choice is undone by itself, from the first page on, and no other with it', () => {
  const choices = readChoices({
    q: 'gut',
    sort_by: 'price-ascending',
    'filter.v.availability': '1',
    'filter.v.price.gte': '10',
    'filter.v.price.lte': '50',
    'filter.p.tag': ['a', 'b'],
    'filter.v.option.Size': '150 g',
    after: Buffer.from('["7","4900"]').toString('base64url'),
  })
  const whole = new URLSearchParams(addressOf('/search', { ...choices, after: null }, null).slice(8)).size
  const steps = undoable(choices)
  expect(steps.map(({ label }) => label)).toEqual(['In stock', 'Price 10 to 50', 'a', 'b', 'Size: 150 g'])
  for (const { label, without } of steps) {
    const left = new URLSearchParams(addressOf('/search', without, null).slice(8))
    expect(left.get('q'), label).toBe('gut')
    expect(left.size, label).toBe(whole - (label.startsWith('Price') ? 2 : 1))
    expect(undoable(without).map((step) => step.label)).toEqual(
      steps.map((step) => step.label).filter((other) => other !== label),
    )
  }
})

test('nothing chosen, nothing to undo: an order is no choice of goods', () => {
  expect(undoable(readChoices({ q: 'gut', sort_by: 'price-ascending' }))).toEqual([])
})
