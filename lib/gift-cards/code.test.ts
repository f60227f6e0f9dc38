import { expect, test } from 'vitest'
import { hashCode, lastCharacters, newCode, normaliseCode } from './code'

test('a code is sixteen unambiguous letters, in fours, and never the same', () => {
  const codes = Array.from({ length: 500 }, newCode)
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  expect(new Set(codes).size).toBe(500)
})

test('case, spaces, dashes and look-alikes do not matter', () => {
  const code = 'AB10-CD01-EF10-GH01'
  for (const typed of ['ab10cd01ef10gh01', ' ABlO cdOI–efio — ghoL ', 'AB10CD01EF10GH01'])
    expect(normaliseCode(typed)).toBe(normaliseCode(code))
  expect(hashCode(normaliseCode(code) ?? '')).not.toContain('AB10')
  expect(lastCharacters(code)).toBe('GH01')
})

test('what can’t be a code is none', () => {
  for (const typed of ['', 'short', 'x'.repeat(65), 'AB10CD01EF10GH0!', 'ＡＢ１０ＣＤ０１'])
    expect(normaliseCode(typed)).toBeUndefined()
})
