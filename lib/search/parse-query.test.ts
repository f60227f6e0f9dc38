import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Expression, parseQuery, queryLimits } from './parse-query'

const fields = new Set(['tag', 'title', 'created_at', 'variants.price'])
const parse = (query: string) => parseQuery(query, fields)
const text = (words: string, more = {}) => ({
  kind: 'text',
  text: words,
  phrase: false,
  prefix: false,
  ...more,
})
const field = (name: string, value: string, more = {}) => ({
  kind: 'field',
  field: name,
  comparator: '=',
  value,
  phrase: false,
  prefix: false,
  ...more,
})

describe('the search syntax', () => {
  test.each<[string, object | null]>([
    ['', null],
    ['  ( ) ', null],
    ['*', null],
    ['gut', text('gut')],
    ['gut*', text('gut', { prefix: true })],
    ['"gut love"', text('gut love', { phrase: true })],
    ["what's up", { kind: 'and', of: [text("what's"), text('up')] }],
    ['tag:kitchen', field('tag', 'kitchen')],
    ['tag:"two words"', field('tag', 'two words', { phrase: true })],
    ["tag:'two words'", field('tag', 'two words', { phrase: true })],
    ['TAG: kitchen', field('tag', 'kitchen')],
    ['tag:kit*', field('tag', 'kit', { prefix: true })],
    ['variants.price:>=12.50', field('variants.price', '12.50', { comparator: '>=' })],
    [
      "created_at:>'2020-10-21T23:39:20Z'",
      field('created_at', '2020-10-21T23:39:20Z', { comparator: '>', phrase: true }),
    ],
    ['created_at:<now', field('created_at', 'now', { comparator: '<' })],
    ['created_at:<=2024', field('created_at', '2024', { comparator: '<=' })],
    ['flavour:plum', text('flavour:plum')],
    ['tag\\:kitchen', text('tag:kitchen')],
    ['-tag:kitchen', { kind: 'not', of: field('tag', 'kitchen') }],
    ['NOT gut', { kind: 'not', of: text('gut') }],
    ['NOT -gut', text('gut')],
    ['gut-skin', text('gut-skin')],
    ['a AND b', { kind: 'and', of: [text('a'), text('b')] }],
    ['a OR b c', { kind: 'or', of: [text('a'), { kind: 'and', of: [text('b'), text('c')] }] }],
    ['(a OR b) c', { kind: 'and', of: [{ kind: 'or', of: [text('a'), text('b')] }, text('c')] }],
    ['-(a b)', { kind: 'not', of: { kind: 'and', of: [text('a'), text('b')] } }],
    ['and or not', { kind: 'and', of: [text('and'), text('or'), text('not')] }],
    ['!!!', { kind: 'nothing' }],
    ['gut & skin', { kind: 'and', of: [text('gut'), text('skin')] }],
  ])('%s', (query, expected) => {
    expect(parse(query)).toEqual(expected)
  })

  test.each<[string, object | null]>([
    ['"gut', text('gut', { phrase: true })],
    ['(gut', text('gut')],
    ['gut)))', text('gut')],
    ['AND gut OR', text('gut')],
    ['gut NOT', text('gut')],
    ['tag:', field('tag', '')],
    ['gu\0t', text('gut')],
  ])('%s is understood as far as it goes', (query, expected) => {
    expect(parse(query)).toEqual(expected)
  })
})

const sizeOf = (expression: Expression | null): { terms: number; depth: number } => {
  if (!expression) return { terms: 0, depth: 0 }
  if (expression.kind === 'not') return sizeOf(expression.of)
  if (expression.kind !== 'and' && expression.kind !== 'or') return { terms: 1, depth: 0 }
  const sizes = expression.of.map(sizeOf)
  return {
    terms: sizes.reduce((sum, { terms }) => sum + terms, 0),
    depth: 1 + Math.max(...sizes.map(({ depth }) => depth)),
  }
}

test('whatever is typed becomes something of bounded size', () => {
  const scrap = fc.oneof(
    fc.constantFrom(
      '(',
      ')',
      '"',
      "'",
      '\\',
      '*',
      '-',
      ':',
      ':>',
      ' ',
      'AND ',
      'OR ',
      'NOT ',
      'tag:',
      '\0',
      '🌱',
      '%',
    ),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 300 }), (scraps) => {
      const { terms, depth } = sizeOf(parse(scraps.join('')))
      expect(terms).toBeLessThanOrEqual(queryLimits.terms)
      expect(depth).toBeLessThanOrEqual(2 * (queryLimits.depth + 1))
    }),
  )
  for (const hostile of [
    '('.repeat(1000),
    '-('.repeat(1000),
    'a '.repeat(5000),
    '"'.repeat(10_000),
    '\\'.repeat(10_000),
  ])
    expect(sizeOf(parse(hostile)).terms).toBeLessThanOrEqual(queryLimits.terms)
})

/** An expression as a person would type it. */
function typed(expression: Expression): string {
  switch (expression.kind) {
    case 'text':
      return value(expression.text, expression)
    case 'field':
      return `${expression.field}:${expression.comparator === '=' ? '' : expression.comparator}${value(expression.value, expression)}`
    case 'not':
      return `NOT (${typed(expression.of)})`
    case 'nothing':
      return '!'
    default:
      return expression.of.map((part) => `(${typed(part)})`).join(expression.kind === 'or' ? ' OR ' : ' ')
  }
}

const value = (words: string, { phrase, prefix }: { phrase: boolean; prefix: boolean }) =>
  `${phrase ? `"${words}"` : words}${prefix ? '*' : ''}`

test('what is written out is read back as the same', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  const leaf = fc.oneof(
    fc.record({
      kind: fc.constant('text' as const),
      text: word,
      phrase: fc.boolean(),
      prefix: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('field' as const),
      field: fc.constantFrom(...fields),
      comparator: fc.constantFrom('=' as const, '<' as const, '>' as const, '<=' as const, '>=' as const),
      value: word,
      phrase: fc.boolean(),
      prefix: fc.boolean(),
    }),
  )
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'expression' },
      leaf,
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        of: fc.array(tie('expression'), { minLength: 2, maxLength: 3, depthIdentifier: 'expression' }),
      }),
      fc.record({ kind: fc.constant('not' as const), of: leaf }),
    ),
  }))
  fc.assert(
    fc.property(expression, (one) => {
      fc.pre(sizeOf(one).terms <= 40)
      expect(parse(typed(one))).toEqual(one)
    }),
  )
})
