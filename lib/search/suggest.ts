import { planAnew, sql } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'
import { mostSuggestedFrom } from './hits'
import {
  type FoundKind,
  firstOfEach,
  type Prepared,
  prepareSearch,
  type Search,
  somethingFound,
} from './search'
import { correctSpelling } from './spelling'
import { folded, wordsOf } from './text-match'

export type Suggestions = {
  /** Ids, the best first. */
  found: Record<FoundKind, string[]>
  /** What else could be typed; `typed` letters of its last word are there already. */
  queries: { text: string; typed: string }[]
}

/**
 * While someone types: the best of each kind for what is there so far, its last word a beginning; where nothing has it,
 * for what may have been meant. At most seven statements.
 * @param most of each kind
 */
export async function suggest(search: Search, most: number): Promise<Suggestions> {
  const prepared = await prepareSearch(search)
  const { query } = prepared.search
  const found = await firstOfEach(prepared, most, mostSuggestedFrom)
  const meant =
    Object.values(found).every((ids) => ids.length === 0) && wordsOf(query).length > 0
      ? await correctSpelling(query)
      : null
  if (meant === null) return { found, queries: await completions(prepared, query, most) }
  const corrected = await prepareSearch({ ...search, query: meant })
  return {
    found: await firstOfEach(corrected, most, mostSuggestedFrom),
    queries: await completions(corrected, meant, most),
  }
}

/** A longer query is completed by its end. */
const mostWords = 10

/** Queries that go on where the typing stopped, and find something. */
async function completions(prepared: Prepared, typed: string, most: number) {
  const words = wordsOf(typed).slice(-mostWords).map(folded)
  const beginning = words.at(-1)
  if (!beginning) return []
  const typedSo = Prisma.sql`lower(public.unaccent(${beginning}))`
  const rows = await sql().$queryRaw<{ word: string; typed: string }[]>`${Prisma.raw(planAnew)}
    SELECT word, ${typedSo} AS typed FROM search_word
    WHERE word ~>=~ ${typedSo} AND word ~<~ (${typedSo} || ${'\uFFFF'})
    ORDER BY length(word), word LIMIT ${most}`
  const longer = rows.map(({ word, typed }) => ({ text: [...words.slice(0, -1), word].join(' '), typed }))
  const finding = await somethingFound(
    prepared,
    longer.map(({ text }) => text),
  )
  return longer.filter(({ text }) => finding.has(text))
}
