import { Prisma } from '@/prisma/generated/client'
import type { Comparator, Expression } from './parse-query'
import { smallWords } from './small-words'
import { noSynonyms, type Synonyms } from './synonyms'
import { type TypedText, tsquery } from './text-match'

/** One comparison as SQL; undefined where the value is none of its kind, such as a day that there is not. */
export type FieldMatch = (
  value: string,
  comparator: Comparator,
  prefix: boolean,
  phrase: boolean,
) => Prisma.Sql | undefined

/** What can be searched of one kind of thing: its column of words, and its fields by name. */
export type Searchable = {
  words: Prisma.Sql
  /** Where words such as "about" are looked for. */
  titles: Titles
  /** Look only at words of these weights ("AB"), not at all. */
  weights?: string
  fields: ReadonlyMap<string, FieldMatch>
}

/**
 * A column of titles, and whether beginnings of such words ("abou") are looked for in it too: not among products, where
 * what begins so is looked for at each letter.
 */
export type Titles = { title: Prisma.Sql; begun: boolean }

/**
 * A condition on the rows. A field that this kind of thing does not have matches none of them; a value that can't be
 * read (`created_at:yesterday`) asks for nothing.
 */
export function compileQuery(
  expression: Expression | null,
  what: Searchable,
  synonyms: Synonyms,
): Prisma.Sql {
  return (expression && compile(expression, what, synonyms)) ?? Prisma.sql`true`
}

type Compiled = Prisma.Sql | undefined

function compile(expression: Expression, what: Searchable, synonyms: Synonyms): Compiled {
  switch (expression.kind) {
    case 'nothing':
      return Prisma.sql`false`
    case 'text':
      return matchText([expression], what, synonyms)
    case 'field': {
      const match = what.fields.get(expression.field)
      if (!match) return Prisma.sql`false`
      return match(expression.value, expression.comparator, expression.prefix, expression.phrase)
    }
    case 'not': {
      const inner = compile(expression.of, what, synonyms)
      return inner && Prisma.sql`NOT (${inner})`
    }
    case 'or':
      return joined(
        expression.of.map((part) => compile(part, what, synonyms)),
        ' OR ',
      )
    case 'and': {
      // Texts together: a word that is in every text, such as "the", then takes nothing away.
      const texts = expression.of.filter((part) => part.kind === 'text')
      const others = expression.of.filter((part) => part.kind !== 'text')
      return joined(
        [
          texts.length > 0 ? matchText(texts, what, synonyms) : undefined,
          ...others.map((part) => compile(part, what, synonyms)),
        ],
        ' AND ',
      )
    }
  }
}

function joined(parts: Compiled[], by: string): Compiled {
  const known = parts.filter((part) => part !== undefined)
  return known.length === 0 ? undefined : Prisma.sql`(${Prisma.join(known, by)})`
}

function matchText(texts: TypedText[], what: Searchable, synonyms: Synonyms): Compiled {
  const { words, titles, weights = '' } = what
  const query = tsquery(texts, synonyms, weights)
  if (!query) return undefined
  const inTitles = weights === '' || weights.includes('A')
  return matched(words, query, inTitles ? inSmallWords(texts, titles) : null)
}

function inSmallWords(texts: TypedText[], { title, begun }: Titles): Prisma.Sql | null {
  const query = smallWords(texts, begun)
  return query && Prisma.sql`public.small_words(${title}) @@ ${query}`
}

const matched = (words: Prisma.Sql, query: Prisma.Sql, small: Prisma.Sql | null) =>
  small ? Prisma.sql`(${words} @@ ${query} OR ${small})` : Prisma.sql`${words} @@ ${query}`

/** What was typed to be found, for the order of what is found. */
export function wantedTexts(expression: Expression | null): TypedText[] {
  if (!expression) return []
  if (expression.kind === 'text') return [expression]
  if (expression.kind === 'and' || expression.kind === 'or') return expression.of.flatMap(wantedTexts)
  return []
}

/** Words in the title alone; in quotes one next to the other. */
export function titleMatch(words: Prisma.Sql, titles: Titles): FieldMatch {
  return (value, _, prefix, phrase) => {
    const texts = [{ text: value, phrase, prefix }]
    const query = tsquery(texts, noSynonyms, 'A')
    return query ? matched(words, query, inSmallWords(texts, titles)) : undefined
  }
}

/** A whole text, in small and large letters alike, or its beginning. `*` alone: any. */
export function textMatch(column: Prisma.Sql): FieldMatch {
  return (value, _, prefix) => {
    const wanted = Prisma.sql`lower(${value.trim()})`
    if (prefix) return Prisma.sql`starts_with(lower(${column}), ${wanted})`
    return Prisma.sql`lower(${column}) = ${wanted}`
  }
}

const comparators: Record<Comparator, Prisma.Sql> = {
  '=': Prisma.sql`=`,
  '<': Prisma.sql`<`,
  '>': Prisma.sql`>`,
  '<=': Prisma.sql`<=`,
  '>=': Prisma.sql`>=`,
}

export function compared(column: Prisma.Sql, comparator: Comparator, value: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${column} ${comparators[comparator]} ${value}`
}

/** The row's number. */
export function idMatch(column: Prisma.Sql): FieldMatch {
  return (value, comparator) =>
    /^\d{1,18}$/.test(value) ? compared(column, comparator, Prisma.sql`${BigInt(value)}`) : undefined
}

/**
 * A moment (`2020-10-21T23:39:20Z`, to the second), or a day, month or year as a whole (in UTC), or `now`. "After 2024"
 * begins when it is over, "in 2024" is all of it.
 */
export function dateMatch(column: Prisma.Sql): FieldMatch {
  return (value, comparator) => {
    const span = spanOf(value.trim())
    if (!span) return undefined
    const [from, until] = span.map((moment) => Prisma.sql`${moment.toISOString()}::timestamptz`)
    if (!from || !until) return undefined
    if (comparator === '=') return Prisma.sql`(${column} >= ${from} AND ${column} < ${until})`
    if (comparator === '<' || comparator === '>=') return compared(column, comparator, from)
    return compared(column, comparator === '<=' ? '<' : '>=', until)
  }
}

/** First moment, and the first one that is no longer meant. */
function spanOf(text: string): [Date, Date] | null {
  if (/^now$/i.test(text)) return [new Date(), new Date()]
  const whole = /^([1-9]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (whole) {
    const [year, month, day] = [Number(whole[1]), Number(whole[2] ?? 1) - 1, Number(whole[3] ?? 1)]
    const from = new Date(Date.UTC(year, month, day))
    if (from.getUTCMonth() !== month || from.getUTCDate() !== day) return null
    if (whole[3]) return [from, new Date(Date.UTC(year, month, day + 1))]
    return [from, new Date(whole[2] ? Date.UTC(year, month + 1) : Date.UTC(year + 1, 0))]
  }
  if (!/^[1-9]\d{3}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return null
  const moment = new Date(/(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`)
  return Number.isNaN(moment.getTime()) ? null : [moment, new Date(moment.getTime() + 1000)]
}
