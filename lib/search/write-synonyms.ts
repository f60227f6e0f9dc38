import type { Tx } from '@/lib/db'
import { folded, wordsOf } from './text-match'

/** Adds lists of words that find the same; each is one to four words. */
export async function writeSynonyms(tx: Tx, groups: readonly string[][]): Promise<void> {
  for (const group of groups) {
    const words = [...new Set(group.map((text) => folded(wordsOf(text).join(' '))))]
    if (words.length > 1) await tx.$executeRaw`INSERT INTO search_synonym (words) VALUES (${words}::text[])`
  }
}
