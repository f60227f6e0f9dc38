import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safePath } from './safe-path'

test.each([
  '/',
  '/cart',
  '/blogs/journal/two-linings#buy-gut-love',
  '/products?after=3',
  '/a//b',
  '/m%C4%81ori',
])('%s is a path of the shop', (path) => {
  expect(safePath(path)).toBe(path)
})

test.each([
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/%2e//evil.example',
  '/a/..//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'cart',
  '',
  '/ā',
  `/${'a'.repeat(2_000)}`,
  undefined,
  null,
  ['/cart'],
])('%j is not', (path) => {
  expect(safePath(path, '/fallback')).toBe('/fallback')
})

test('whatever comes in, a browser stays on the shop', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2e',
    '%2f',
    '\t',
    '\n',
    '@',
    ':',
    '?',
    '#',
    'evil.example',
    'a',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const path = safePath(`/${parts.join('')}`)
      expect(new URL(path, 'https://shop.example').origin).toBe('https://shop.example')
    }),
    { numRuns: 2_000 },
  )
})
