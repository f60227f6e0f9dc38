import { expect, test } from 'vitest'
import { readDocument } from './document'

/** A valid document of so many characters. */
const long = (name: string, characters: number) => `query ${name} { shop { name } } #`.padEnd(characters, 'x')

const read = (query: string) => {
  const found = readDocument(query, null)
  if ('errors' in found) throw new Error(found.errors[0]?.message)
  return found.document
}

test('a document that is sent again is not parsed again, however often others are sent between', () => {
  const query = long('Often', 100)
  const first = read(query)
  for (let nth = 0; nth < 200; nth++) {
    read(long(`Between${nth}`, 60_000))
    expect(read(query)).toBe(first)
  }
})

test('documents of four megabytes in all are kept, those sent last', () => {
  const queries = Array.from({ length: 70 }, (_, nth) => long(`Long${nth}`, 60_000))
  const documents = queries.map(read)
  // Asked from the latest on, so that asking drives out only what was gone before.
  const again = queries.toReversed().map((query, nth) => read(query) === documents[69 - nth])
  expect(again.indexOf(false)).toBe(66)
  expect(again.lastIndexOf(true)).toBe(65)
})

test('five hundred short documents are kept, those sent last', () => {
  const queries = Array.from({ length: 501 }, (_, nth) => long(`Short${nth}`, 100))
  const documents = queries.map(read)
  expect(read(queries[500] ?? '')).toBe(documents[500])
  expect(read(queries[1] ?? '')).toBe(documents[1])
  expect(read(queries[0] ?? '')).not.toBe(documents[0])
})
