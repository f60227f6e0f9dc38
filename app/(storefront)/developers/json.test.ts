import { expect, test } from 'vitest'
import { readableJson } from './json'

test('what fits stands on one line, the rest is broken by level, and all of it is still the same JSON', () => {
  expect(readableJson({ a: 1, b: [true, null] })).toBe('{ "a": 1, "b": [ true, null ] }')
  const long = { title: 'x'.repeat(50), list: [{ a: 1 }, { b: 'two  spaces\n' }] }
  expect(readableJson(long)).toBe(
    `{\n  "title": "${'x'.repeat(50)}",\n  "list": [ { "a": 1 }, { "b": "two  spaces\\n" } ]\n}`,
  )
  expect(JSON.parse(readableJson(long, 10))).toEqual(long)
})

test('no line but one word is longer than there is room for, the name before it counted', () => {
  const price = { minVariantPrice: { amount: '49.00', currencyCode: 'NZD' } }
  for (const line of readableJson({ nodes: [price, price] }).split('\n'))
    expect(line.length).toBeLessThanOrEqual(52)
})
