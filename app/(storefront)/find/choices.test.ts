import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf, readChoices, toFilters } from './choices'

test('what was chosen is read from the address and written back', () => {
  const address =
    '/search?q=gut&sort_by=price-descending&filter.v.availability=1&filter.v.price.gte=10&filter.v.price.lte=49.50&filter.p.product_type=Book&filter.p.tag=a&filter.p.tag=b&filter.v.option.Size=150+g'
  const params: Record<string, string | string[]> = {}
  for (const [name, value] of new URL(address, 'http://shop').searchParams)
    params[name] = params[name] === undefined ? value : [params[name], value].flat()
  const choices = readChoices(params)
  expect(addressOf('/search', choices, null)).toBe(address)
  expect(toFilters(choices, 'NZD')).toEqual([
    { kind: 'available', is: true },
    { kind: 'price', min: 1000, max: 4950 },
    { kind: 'type', value: 'Book' },
    { kind: 'tag', value: 'a' },
    { kind: 'tag', value: 'b' },
    { kind: 'option', name: 'Size', value: '150 g' },
  ])
  const place = { id: '7', value: 'x y' }
  const next = new URL(addressOf('/search', choices, place), 'http://shop').searchParams.get('after')
  expect(readChoices({ after: next ?? '' }).after).toEqual(place)
})

test('whatever stands in an address, something can be asked for', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('-1', '1e9', 'NaN', '__proto__', 'W10', 'bnVsbA'),
  )
  const name = fc.oneof(
    fc.constantFrom('q', 'sort_by', 'after', 'filter.v.price.gte', 'filter.p.tag', 'filter.v.option.\0'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.dictionary(name, fc.oneof(odd, fc.array(odd))), (params) => {
      const choices = readChoices(params)
      expect(choices.query.length).toBeLessThanOrEqual(200)
      expect(JSON.stringify(toFilters(choices, 'NZD'))).not.toContain('\\u0000')
      expect(addressOf('/search', choices, choices.after)).toContain('/search')
    }),
  )
})

test('a list is asked for by "Filter and sort" as it stands, and by its later pages, not by an empty search', () => {
  const unchanged = { sort_by: '', 'filter.v.price.gte': '', 'filter.v.price.lte': '' }
  expect(readChoices(unchanged).listed).toBe(true)
  expect(readChoices({ 'filter.v.price.gte': '' }).listed).toBe(true)
  const next = addressOf('/search', readChoices(unchanged), { id: '7', value: null })
  expect(readChoices(Object.fromEntries(new URL(next, 'http://shop').searchParams)).listed).toBe(true)
  expect(readChoices({}).listed).toBe(false)
  expect(readChoices({ q: '' }).listed).toBe(false)
})
