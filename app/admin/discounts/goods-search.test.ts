import { expect, test } from 'vitest'
import { isSearch } from './goods-search'

const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

test('a form searches by its button, and by words whose goods it does not show; else it saves', () => {
  expect(isSearch(form({ title: 'Ten off' }))).toBe(false)
  expect(isSearch(form({ 'find.targets': '', 'shown.targets': '', look: 'targets' }))).toBe(true)
  expect(isSearch(form({ 'find.targets': 'tea', 'shown.targets': '' }))).toBe(true)
  expect(isSearch(form({ 'find.targets': ' tea ', 'shown.targets': 'tea' }))).toBe(false)
  expect(isSearch(form({ 'find.buys': '', 'shown.buys': 'tea' }))).toBe(true)
  // A list that is whole has no field to search with.
  expect(isSearch(form({ 'shown.buys': '', 'shown.targets': '' }))).toBe(false)
})
