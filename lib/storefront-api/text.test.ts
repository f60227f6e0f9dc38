import { expect, test, vi } from 'vitest'
import { oneLine, remembered, toSeconds, truncated } from './text'

test('a text is read once, however often it is asked for, and only so many are kept', () => {
  const read = vi.fn((text: string) => text.toUpperCase())
  const once = remembered(read)
  expect([once('a'), once('a'), once('a')]).toEqual(['A', 'A', 'A'])
  expect(read).toHaveBeenCalledTimes(1)
  for (let nth = 0; nth < 500; nth++) once(String(nth))
  once('a')
  expect(read).toHaveBeenCalledTimes(502)
})

test('a text is cut between words, and says so', () => {
  expect(truncated(oneLine(' one  two\nthree'), null)).toBe('one two three')
  expect(truncated('one two three four', 13)).toBe('one two...')
  expect(truncated('unbreakableword', 8)).toBe('unbre...')
  expect(truncated('one', 0)).toBe('')
})

test('moments have no milliseconds', () => {
  expect(toSeconds('2026-07-28T01:32:53.123Z')).toBe('2026-07-28T01:32:53Z')
})
