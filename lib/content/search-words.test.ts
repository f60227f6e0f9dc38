import { expect, test } from 'vitest'
import { shorten, wordsForSearch } from './search-words'

const product = { title: 'Tea', subtitle: '', description: '' }

test('a product nobody wrote a description of for search engines is told of by its own words, else its name', () => {
  expect(
    wordsForSearch({ ...product, subtitle: 'In a tin', description: 'It **warms**.\n\nYou know.' }),
  ).toEqual({ title: 'Tea', description: 'In a tin. It warms.\n\nYou know.' })
  expect(wordsForSearch(product)).toEqual({ title: 'Tea', description: 'Tea' })
})

test('what is too long for a search result ends at a word', () => {
  expect(shorten(' a\n\n b ')).toBe('a b')
  expect(shorten('word '.repeat(33))).toBe('word '.repeat(33).trim())
  expect(shorten('word '.repeat(60))).toBe(`${'word '.repeat(31)}word …`)
})
