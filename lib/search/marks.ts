import { Prisma } from '@/prisma/generated/client'
import type { Expression } from './parse-query'
import { keyOf, valuesOf } from './product-fields'
import { optionsOf, type ProductFilter } from './product-filters'
import { folded, wordsOf } from './text-match'

// An index of an order holds what a product has, roughly: three bits for each key, and for each beginning of a word of its
// title (the migration `search_marks`). What a list demands of these bits is less than what it demands of the product, never
// more: whoever is left is looked at.

/** Of the places of an order, that they may be in the list; null where marks say nothing of it. */
export function marksOf(expression: Expression | null, filters: readonly ProductFilter[]): Prisma.Sql | null {
  return all([expression && marksOfExpression(expression), marksOfFilters(filters)])
}

function marksOfFilters(filters: readonly ProductFilter[]): Prisma.Sql | null {
  const kinds = (['type', 'vendor', 'tag'] as const).map((kind) =>
    filters.flatMap((one) => (one.kind === kind ? [keyOf(kind, one.value)] : [])),
  )
  const options = optionsOf(filters).map((values) =>
    values.map(({ name, value }) => keyOf('option', name, value)),
  )
  return all([...kinds, ...options].map((keys) => (keys.length === 0 ? null : anyKey(keys))))
}

/** What can't be told of a part of "or" can't be told of it. */
function marksOfExpression(expression: Expression): Prisma.Sql | null {
  if (expression.kind === 'and') return all(expression.of.map(marksOfExpression))
  if (expression.kind === 'or') return any(expression.of.map(marksOfExpression))
  if (expression.kind !== 'field') return null
  const kind = keysOfField[expression.field]
  if (kind) {
    const values = expression.prefix ? [] : valuesOf(expression.value)
    return values.length === 0 ? null : anyKey(values.map((value) => keyOf(kind, value)))
  }
  return expression.field === 'title' ? marksOfTitle(expression.value, expression.prefix) : null
}

const keysOfField: Record<string, string | undefined> = { product_type: 'type', vendor: 'vendor', tag: 'tag' }

function marksOfTitle(value: string, prefix: boolean): Prisma.Sql | null {
  const words = wordsOf(value)
  const beginning = prefix ? words.pop() : undefined
  return all([...words.map((word) => has('title_marks', said(word))), beginning ? begins(beginning) : null])
}

/** The word itself, or what goes on so: of both, the bits that either has. One of two letters leaves no mark that is known. */
function begins(word: string): Prisma.Sql | null {
  if (!/^\p{L}{3,}$/u.test(folded(word))) return null
  return has('title_marks', Prisma.sql`${said(word)} & ${begun(word)}`)
}

const said = (word: string) => Prisma.sql`public.word_marks(to_tsvector('public.shop', ${word}))`

/** With its ending, as beginnings are kept. */
const begun = (word: string) => Prisma.sql`public.word_marks(to_tsvector('public.shop_plain', ${word}))`

const anyKey = (keys: Prisma.Sql[]) =>
  any(keys.map((key) => has('marks', Prisma.sql`public.marks_of(ARRAY[${key}])`)))

function has(column: 'marks' | 'title_marks', bits: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`place.${Prisma.raw(column)} & (${bits}) = (${bits})`
}

function all(conditions: (Prisma.Sql | null)[]): Prisma.Sql | null {
  const known = conditions.filter((one) => one !== null)
  return known.length === 0 ? null : Prisma.join(known, ' AND ')
}

function any(conditions: (Prisma.Sql | null)[]): Prisma.Sql | null {
  const known = conditions.filter((one) => one !== null)
  return known.length === conditions.length ? Prisma.sql`(${Prisma.join(known, ' OR ')})` : null
}

/** The one type that all of the list is of, as it was asked for; null where it may be of several. */
export function typeOf(expression: Expression | null, filters: readonly ProductFilter[]): string | null {
  const chosen = filters.flatMap((one) => (one.kind === 'type' ? [one.value] : []))
  const types = chosen.length > 0 ? chosen : typesOfExpression(expression)
  return types.length === 1 ? (types[0] ?? null) : null
}

/** The one tag that all of the list has, where nothing else is asked of it; null else. */
export function onlyTagOf(expression: Expression | null, filters: readonly ProductFilter[]): string | null {
  const [filter, ...others] = filters
  if (!expression) return filter?.kind === 'tag' && others.length === 0 ? filter.value : null
  if (filter || expression.kind !== 'field' || expression.field !== 'tag' || expression.prefix) return null
  const [tag, ...more] = valuesOf(expression.value)
  return tag !== undefined && more.length === 0 ? tag : null
}

function typesOfExpression(expression: Expression | null): string[] {
  if (expression?.kind === 'and')
    return expression.of.map(typesOfExpression).find((types) => types.length === 1) ?? []
  if (expression?.kind !== 'field' || expression.field !== 'product_type' || expression.prefix) return []
  return valuesOf(expression.value)
}
