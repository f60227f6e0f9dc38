import { sql } from '@/lib/db'

/** Folded words, each with what means the same in this shop. */
export type Synonyms = ReadonlyMap<string, string[]>

export const noSynonyms: Synonyms = new Map()

/** The shop's list; there are few. One statement. */
export async function readSynonyms(): Promise<Synonyms> {
  const groups = await sql().$queryRaw<{ words: string[] }[]>`
    SELECT words FROM search_synonym ORDER BY id LIMIT 1000`
  const found = new Map<string, string[]>()
  for (const { words } of groups)
    for (const word of words)
      found.set(word, [...(found.get(word) ?? []), ...words.filter((other) => other !== word)])
  return found
}
