import { Prisma } from '@/prisma/generated/client'
import type { Synonyms } from './synonyms'

// What people typed as a tsquery. Everything typed is a parameter; PostgreSQL takes it apart as it took the texts
// apart (endings, accents, macrons), so that both come to the same words.

export type TypedText = { text: string; phrase: boolean; prefix: boolean }

/** Words as typed, without the signs between them; an apostrophe, straight or curly, belongs to its word. */
export function wordsOf(text: string): string[] {
  return text.replaceAll('’', "'").match(/[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}\p{M}]+)*/gu) ?? []
}

/**
 * As synonyms are kept: small letters, no accents. PostgreSQL folds a few letters otherwise ("ß", "Σ" at the end of a
 * word): what it has folded is compared with what it folds.
 */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * All of them; null where there is no word in it.
 * @param weights look only at words of these ("AB"); '' for all. The weight stands at each word and not in a condition of
 *   its own, which the planner could not guess right.
 */
export function tsquery(typed: readonly TypedText[], synonyms: Synonyms, weights = ''): Prisma.Sql | null {
  const parts = inRuns(typed).flatMap((one) => {
    const words = wordsOf(one.text)
    if (words.length === 0) return []
    if (one.phrase) return [one.prefix ? phraseBeginning(words, weights) : whole(phrase(words, weights))]
    const said = withSynonyms(words, synonyms, weights)
    const beginning = one.prefix ? words.at(-1) : undefined
    if (beginning === undefined) return said.map(whole)
    const begun = [
      ...withSynonyms(words.slice(0, -1), synonyms, weights).map(whole),
      phraseBeginning([beginning], weights),
    ]
    // What may go on may be complete too, and then mean the same as something else.
    if (said.at(-1) === `(${literal(beginning, weights)})`) return begun
    return [Prisma.sql`((${Prisma.join(begun, ' && ')}) || (${Prisma.join(said.map(whole), ' && ')}))`]
  })
  return parts.length === 0 ? null : Prisma.sql`(${Prisma.join(parts, ' && ')})`
}

const whole = (text: string) => Prisma.sql`to_tsquery('public.shop', ${text})`

/** A word in the language of tsquery. Words hold letters, digits and apostrophes, nothing that means something there. */
export function literal(word: string, flags = ''): string {
  return `'${word.replaceAll("'", "''")}'${flags && `:${flags}`}`
}

/** Words that follow each other are one text: two of them may mean the same as another. */
function inRuns(typed: readonly TypedText[]): TypedText[] {
  const runs: TypedText[] = []
  for (const one of typed) {
    const last = runs.at(-1)
    if (last && !last.phrase && !last.prefix && !one.phrase)
      runs[runs.length - 1] = { ...one, text: `${last.text} ${one.text}` }
    else runs.push(one)
  }
  return runs
}

/** Next to one another, in this order. */
function phrase(words: string[], weights: string): string {
  return words.map((word) => literal(word, weights)).join(' <-> ')
}

/**
 * The last of them may go on. Complete ones too: "digestive" is kept as "digest", which does not begin with all of it. What
 * is kept with its endings has places of its own, so that all words of a phrase must be looked for there.
 */
function phraseBeginning(words: string[], weights: string): Prisma.Sql {
  const last = literal((words.at(-1) ?? '').replaceAll("'", ''), `*${weights}`)
  const begun = [...words.slice(0, -1).map((word) => literal(word, weights)), last].join(' <-> ')
  return Prisma.sql`(${whole(phrase(words, weights))} || to_tsquery('public.shop_plain', ${begun}))`
}

const longestSynonym = 4

/** Each word, or a run of them that means the same as something else. */
function withSynonyms(words: string[], synonyms: Synonyms, weights: string): string[] {
  const all = (text: string) =>
    `(${wordsOf(text)
      .map((word) => literal(word, weights))
      .join(' & ')})`
  const parts: string[] = []
  for (let at = 0; at < words.length; ) {
    const length = Array.from({ length: longestSynonym }, (_, index) => longestSynonym - index).find(
      (run) => at + run <= words.length && synonyms.has(folded(words.slice(at, at + run).join(' '))),
    )
    const said = words.slice(at, at + (length ?? 1)).join(' ')
    const same = length === undefined ? [] : (synonyms.get(folded(said)) ?? [])
    parts.push([said, ...same].map(all).join(' | '))
    at += length ?? 1
  }
  return parts
}
