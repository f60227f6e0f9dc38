import { expect, test } from 'vitest'
import { changesBetween } from './changes'

test('only what differs is told, by names that people know', () => {
  const product = (price: string, title: string) => ({
    title,
    demo: true,
    variants: { '11': { title: '150 g', price }, '12': { title: '300 g', price: '89.00' } },
  })
  expect(changesBetween(product('49.00', 'Gut Love'), product('52.00', 'Gut Love +'))).toEqual([
    { path: ['title'], before: 'Gut Love', after: 'Gut Love +' },
    { path: ['variants', '150 g', 'price'], before: '49.00', after: '52.00' },
  ])
})

test('what came, went or is empty has no value on that side', () => {
  expect(
    changesBetween(
      { note: '', tags: ['a', 'b'], seen: false },
      { note: null, tags: ['b'], seen: true, by: 'Aroha' },
    ),
  ).toEqual([
    { path: ['tags'], before: 'a, b', after: 'b' },
    { path: ['seen'], before: 'no', after: 'yes' },
    { path: ['by'], before: null, after: 'Aroha' },
  ])
  expect(changesBetween({ paymentStatus: 'paid' }, { refund: '1' })).toEqual([
    { path: ['refund'], before: null, after: '1' },
  ])
  expect(changesBetween({ sizes: { a: 'x', b: 'y' } }, { sizes: { a: 'x' } })).toEqual([
    { path: ['sizes', 'b'], before: 'y', after: null },
  ])
  expect(changesBetween(null, undefined)).toEqual([])
  expect(changesBetween(null, { onHand: 3 })).toEqual([{ path: ['onHand'], before: null, after: '3' }])
})
