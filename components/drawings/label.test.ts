import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, fitLabel, withoutBrand } from './label'

test('a sign stays with the word before it', () => {
  expect(fitLabel('Gut Love +', 128, [35, 28, 22], 3)).toEqual({ size: 35, lines: ['Gut', 'Love +'] })
})

test('a long name is set smaller before it is cut', () => {
  const { size, lines } = fitLabel('Kitchen table set with everything', 142, [32, 26, 20], 4)
  expect(size).toBeLessThan(32)
  expect(lines.join(' ')).toBe('Kitchen table set with everything')
})

test('whatever the name is, it never has more lines or longer ones than the label holds', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 5 }), (title, most) => {
      const { size, lines } = fitLabel(title, 140, [32, 20], most)
      expect(lines.length).toBeLessThanOrEqual(most)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.floor(140 / (size * 0.5)))
    }),
  )
})

test('what is left out is shown by an ellipsis, once', () => {
  expect(fitLabel('one two three four five six seven', 60, [20], 2).lines).toEqual(['one', 'two…'])
  expect(cut('Salonnachfüllpackung', 8)).toBe('Salonna…')
  expect(cut('short', 8)).toBe('short')
})

test('the brand is not said twice', () => {
  expect(withoutBrand('Bestow Gut Love +', 'Bestow')).toBe('Gut Love +')
  expect(withoutBrand('Bestowed', 'Bestow')).toBe('Bestowed')
})
