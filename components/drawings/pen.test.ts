import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbers, pen } from './pen'

test('numbers are written short', () => {
  expect(numbers(1, 0.5, -0.25, 12, -3, -0.01)).toBe('.5-.3 12-3 0')
  expect(numbers(0, -0.4, 2.6)).toBe('0 3')
})

test('what is written reads back as the same numbers', () => {
  const coordinate = fc.double({ min: -2000, max: 2000, noNaN: true })
  fc.assert(
    fc.property(fc.array(coordinate, { minLength: 1 }), fc.integer({ min: 0, max: 3 }), (values, digits) => {
      const read = numbers(digits, ...values).match(/-?\d*\.?\d+/g) ?? []
      expect(read.map(Number)).toEqual(values.map((value) => Number(value.toFixed(digits)) || 0))
    }),
  )
})

test('a seed ends where it began', () => {
  const [, outX, outY, backX, backY] =
    /q\S+ \S+ (\S+) (\S+)q\S+ \S+ (\S+) (\S+)z/.exec(
      pen(1).lens(50, 50, 10, 4, 0.3).replaceAll('-', ' -').replaceAll('q ', 'q'),
    ) ?? []
  expect(Number(outX)).toBe(-Number(backX))
  expect(Number(outY)).toBe(-Number(backY))
})
