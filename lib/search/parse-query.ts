import { storable } from '@/lib/storable'

/**
 * The search syntax of the Storefront API (https://shopify.dev/docs/api/usage/search-syntax): words, `field:value`
 * with `:` `:<` `:>` `:<=` `:>=`, quotes, AND (implied), OR, NOT or `-`, parentheses, `*` behind a beginning, `\` before
 * a sign that is meant as it is.
 *
 * People type searches, so nothing is an error. Where the syntax leaves a choice: AND binds closer than OR; what is
 * left open is closed at the end; a lone operator, quote or parenthesis is nothing; a field that nothing here has is text
 * like any other; what is beyond the bounds is not looked for.
 */
export type Expression =
  | { kind: 'and' | 'or'; of: Expression[] }
  | { kind: 'not'; of: Expression }
  | { kind: 'text'; text: string; phrase: boolean; prefix: boolean }
  | { kind: 'field'; field: string; comparator: Comparator; value: string; phrase: boolean; prefix: boolean }
  /** Only signs, such as `!!!`: nothing has them. */
  | { kind: 'nothing' }

export type Comparator = '=' | '<' | '>' | '<=' | '>='

/** More than anybody types or a client sends. */
export const queryLimits = { characters: 2_000, terms: 60, depth: 10 } as const

/** @param fields names that are fields; @returns null where nothing is asked for, which everything matches */
export function parseQuery(query: string, fields: { has(name: string): boolean }): Expression | null {
  const tokens = balanced(tokenize(storable(query.slice(0, queryLimits.characters)), fields))
  let at = 0

  const parseOr = (): Expression | null => {
    const alternatives: Expression[] = []
    do {
      while (tokens[at] === 'OR') at += 1
      const group = parseAnd()
      if (group) alternatives.push(group)
    } while (tokens[at] === 'OR')
    return joined('or', alternatives)
  }
  const parseAnd = (): Expression | null => {
    const parts: Expression[] = []
    for (;;) {
      const token = tokens[at]
      if (token === undefined || token === ')' || token === 'OR') return joined('and', parts)
      if (token === 'AND') at += 1
      else {
        const part = parseNot()
        if (part) parts.push(part)
      }
    }
  }
  const parseNot = (): Expression | null => {
    let negated = false
    for (; tokens[at] === 'NOT'; at += 1) negated = !negated
    const token = tokens[at]
    if (token === undefined || token === ')' || token === 'OR' || token === 'AND') return null
    at += 1
    let inner: Expression | null
    if (token === '(') {
      inner = parseOr()
      at += 1
    } else inner = typeof token === 'string' ? null : token
    return inner && negated ? { kind: 'not', of: inner } : inner
  }
  return parseOr() ?? (/[^\s*()"]/.test(query) ? { kind: 'nothing' } : null)
}

function joined(kind: 'and' | 'or', of: Expression[]): Expression | null {
  return of.length > 1 ? { kind, of } : (of[0] ?? null)
}

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Expression

/** Every `(` has its `)`, none is deeper than allowed. */
function balanced(tokens: Token[]): Token[] {
  let depth = 0
  let tooDeep = 0
  const kept = tokens.filter((token) => {
    if (token === '(') {
      if (depth >= queryLimits.depth) tooDeep += 1
      else depth += 1
      return tooDeep === 0
    }
    if (token !== ')') return true
    if (tooDeep > 0) {
      tooDeep -= 1
      return false
    }
    if (depth === 0) return false
    depth -= 1
    return true
  })
  return [...kept, ...Array.from({ length: depth }, () => ')' as const)]
}

const fieldName = /[a-z_]+(?:\.[a-z_]+)?\s*:/iy
const comparison = /\s*(<=|>=|<|>)?\s*/y

function tokenize(query: string, fields: { has(name: string): boolean }): Token[] {
  const tokens: Token[] = []
  let at = 0
  let terms = 0

  /** A quoted text, or characters up to a space or parenthesis. */
  const readValue = (): { value: string; quoted: boolean; prefix: boolean } => {
    const quote = query[at]
    // An apostrophe is a quote only where another one follows.
    if (quote === '"' || (quote === "'" && query.indexOf("'", at + 1) > 0)) return readQuoted(quote)
    let value = ''
    let prefix = false
    for (; at < query.length; at += 1) {
      const sign = query[at] ?? ''
      if (/[\s()"]/.test(sign)) break
      prefix = sign === '*'
      if (sign === '\\') at += 1
      value += sign === '\\' ? (query[at] ?? '') : sign
    }
    return { value: prefix ? value.slice(0, -1) : value, quoted: false, prefix }
  }
  const readQuoted = (quote: string) => {
    let value = ''
    for (at += 1; at < query.length && query[at] !== quote; at += 1) {
      if (query[at] === '\\') at += 1
      value += query[at] ?? ''
    }
    at += 1
    const prefix = query[at] === '*'
    if (prefix) at += 1
    return { value, quoted: true, prefix }
  }
  const readField = (): Token | null => {
    fieldName.lastIndex = at
    const name = fieldName.exec(query)?.[0] ?? ''
    const field = name.replace(/\s*:$/, '').toLowerCase()
    if (name === '' || !fields.has(field)) return null
    at += name.length
    comparison.lastIndex = at
    const [read = '', sign] = comparison.exec(query) ?? []
    at += read.length
    const { value, quoted, prefix } = readValue()
    const comparator = (sign as Comparator | undefined) ?? '='
    return { kind: 'field', field, comparator, value, phrase: quoted, prefix }
  }

  while (at < query.length && terms < queryLimits.terms) {
    const sign = query[at] ?? ''
    if (/\s/.test(sign)) at += 1
    else if (sign === '(' || sign === ')') {
      tokens.push(sign)
      at += 1
    } else if (sign === '-' && /[^\s-]/.test(query[at + 1] ?? ' ')) {
      tokens.push('NOT')
      at += 1
    } else {
      const field = readField()
      if (field) {
        tokens.push(field)
        terms += 1
        continue
      }
      const { value, quoted, prefix } = readValue()
      if (!quoted && !prefix && (value === 'AND' || value === 'OR' || value === 'NOT')) tokens.push(value)
      else if (/[\p{L}\p{N}]/u.test(value)) {
        tokens.push({ kind: 'text', text: value, phrase: quoted, prefix })
        terms += 1
      }
    }
  }
  return tokens
}
