import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function colour(name: string, set: 'light' | 'dark'): number[] {
  const found = new RegExp(`--${name}:\\s*light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens)
  const hex = found?.[set === 'light' ? 1 : 2]
  if (!hex) throw new Error(`--${name} is not a colour`)
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(rgb: number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: number[], b: number[]): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(['light', 'dark'] as const)('%s', (set) => {
  describe.each(['paper', 'raised'])('on %s', (ground) => {
    test.each([
      ['ink', 7],
      ['soft', 4.5],
      ['leaf', 4.5],
      ['clay', 4.5],
      ['error', 4.5],
      ['success', 4.5],
      ['control', 3],
    ])('%s has a contrast of %d or more', (name, least) => {
      expect(contrast(colour(name, set), colour(ground, set))).toBeGreaterThanOrEqual(least)
    })
  })

  test('words on a filled button can be read', () => {
    expect(contrast(colour('on-leaf', set), colour('leaf', set))).toBeGreaterThanOrEqual(4.5)
  })
})

test('the two preloaded faces leave room in a first view of 300 kB', () => {
  const weight = (file: string) => statSync(new URL(`../fonts/${file}`, import.meta.url)).size
  expect(weight('newsreader.woff2') + weight('hanken-grotesk.woff2')).toBeLessThan(90_000)
  expect(weight('newsreader-italic.woff2')).toBeLessThan(25_000)
})
