import { expect, test } from 'vitest'
import { fieldFrom } from './field'

const handles = Array.from({ length: 200 }, (_, index) => `article-${index}`)
const marks = (path: string) => path.split('M').filter(Boolean)

test('the same handle grows the same field, another handle another', () => {
  expect(fieldFrom('gut-and-skin', 468, 468)).toEqual(fieldFrom('gut-and-skin', 468, 468))
  expect(fieldFrom('gut-and-skin', 468, 468)).not.toEqual(fieldFrom('gut-and-skim', 468, 468))
})

test.each(handles.slice(0, 12))('a list shows the corner of what the page of %s shows', (handle) => {
  const [corner, whole] = [fieldFrom(handle, 216, 216), fieldFrom(handle, 468, 468)]
  expect(corner.kind).toBe(whole.kind)
  for (const ink of ['outline', 'full', 'rare'] as const) {
    const all = new Set(marks(whole[ink]))
    expect(marks(corner[ink]).filter((mark) => !all.has(mark))).toEqual([])
  }
})

test('all four kinds occur, each about as often', () => {
  const kinds = handles.map((handle) => fieldFrom(handle, 36, 36).kind)
  for (const kind of ['seed', 'sprout', 'ring', 'rod'])
    expect(kinds.filter((found) => found === kind).length).toBeGreaterThan(handles.length / 8)
})

test('about seven marks in a hundred are clay', () => {
  const rods = handles.map((handle) => fieldFrom(handle, 468, 468)).filter(({ kind }) => kind === 'rod')
  const rare = rods.reduce((sum, field) => sum + marks(field.rare).length, 0)
  expect(rare / (rods.length * 169)).toBeGreaterThan(0.06)
  expect(rare / (rods.length * 169)).toBeLessThan(0.08)
})

test('no pattern is longer than 8 kB, since a page carries it twice', () => {
  for (const handle of handles) {
    const { outline, full, rare } = fieldFrom(handle, 468, 468)
    expect((outline + full + rare).length, handle).toBeLessThan(8_000)
  }
})

test('a strange handle draws too', () => {
  for (const handle of ['', 'kūmara', '🌱', 'x'.repeat(5000)])
    expect(fieldFrom(handle, 468, 468).outline).toMatch(/^[MaqlzLQ\d .-]*$/)
})
