import { expect, test } from 'vitest'
import { stockForm } from './stock-schema'

const form = {
  productId: '1',
  stockItemId: '2',
  onHand: '38',
  kind: 'received',
  pieces: '12',
  reason: 'Box 3',
  requestKey: '00000000-0000-4000-8000-000000000000',
}
const delta = (changes: object) => stockForm.parse({ ...form, ...changes }).adjustment.delta
const problems = (changes: object) =>
  stockForm
    .safeParse({ ...form, ...changes })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

test('a delivery adds, damage takes away, and a count says how many there are now', () => {
  expect(delta({})).toBe(12)
  expect(delta({ kind: 'damaged', pieces: '3' })).toBe(-3)
  expect(delta({ kind: 'counted', pieces: '40' })).toBe(2)
  expect(delta({ kind: 'counted', pieces: '0' })).toBe(-38)
})

test('what is missing or makes no sense is said beside its field', () => {
  expect(problems({ kind: '' })).toEqual(['kind: Choose what happened.'])
  expect(problems({ kind: 'counted', pieces: '38' })).toEqual([
    'pieces: That is what the shop has too: nothing to change.',
  ])
  expect(problems({ pieces: '0' })).toEqual(['pieces: Write how many.'])
  for (const pieces of ['', '-1', '1.5', 'NaN', '1e9', '99999999'])
    expect(problems({ pieces })).toEqual(['pieces: Write a whole number, like 12.'])
  expect(problems({ reason: ' ' })).toEqual(['reason: Say why, so that others understand the change.'])
})
