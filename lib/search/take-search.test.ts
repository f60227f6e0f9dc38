import { expect, test } from 'vitest'
import { searchAllowances, takeSearch } from './take-search'

const from = (address: string) => new Headers({ 'x-forwarded-for': address })

test('whoever searches without end is told how long to wait, and nobody else', () => {
  const waits = Array.from({ length: searchAllowances.visitor.capacity * 2 }, () =>
    takeSearch(from('198.51.100.1')),
  )
  expect(waits[0]).toBe(0)
  expect(waits.at(-1)).toBe(1)
  expect(takeSearch(from('198.51.100.2'))).toBe(0)
})

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
  'programs of this machine (%s) may ask much',
  (address) => {
    for (let nth = 0; nth < searchAllowances.visitor.capacity * 2; nth += 1)
      expect(takeSearch(from(address))).toBe(0)
  },
)
