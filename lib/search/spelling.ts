import { sql } from '@/lib/db'
import { folded, wordsOf } from './text-match'

/** Comes after every letter. */
const highest = '\uFFFF'

/**
 * The query with each word that this shop does not know replaced by the nearest that it knows; null where there is
 * nothing to replace. One statement. Asked only where nothing was found, and shown only where this finds something.
 */
export async function correctSpelling(query: string): Promise<string | null> {
  const words = wordsOf(query)
  const asked = [...new Set(words.map(folded))]
    .filter(({ length }) => length >= 3 && length <= 30)
    .slice(0, 10)
  if (asked.length === 0) return null
  const near = await sql().$queryRaw<{ asked: string; word: string; likeness: number }[]>`
    SELECT asked.word AS asked, near.word, similarity(near.word, asked.word)::float AS likeness
    FROM unnest(${asked}::text[]) AS asked (word) CROSS JOIN LATERAL (
      (SELECT word FROM search_word WHERE word % asked.word ORDER BY similarity(word, asked.word) DESC, word LIMIT 20)
      UNION
      -- A slip in a short word leaves it with hardly a trigram in common.
      (SELECT word FROM search_word WHERE length(asked.word) <= 5 AND word ~>=~ left(asked.word, 1)
        AND word ~<~ (left(asked.word, 1) || ${highest}) AND length(word) BETWEEN length(asked.word) - 1 AND length(asked.word) + 1
        LIMIT 1000)
    ) AS near`
  const nearest = new Map(
    asked.map((word) => [
      word,
      nearestOf(
        word,
        near.filter((one) => one.asked === word),
      ) ?? word,
    ]),
  )
  const corrected = words.map((word) => {
    const better = nearest.get(folded(word)) ?? folded(word)
    return better === folded(word) ? word : better
  })
  return corrected.join(' ') === words.join(' ') ? null : corrected.join(' ')
}

function nearestOf(asked: string, known: { word: string; likeness: number }[]): string | undefined {
  const most = asked.length <= 4 ? 1 : 2
  return known
    .map(({ word, likeness }) => ({ word, likeness, slips: slipsBetween(asked, word) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips || b.likeness - a.likeness || (a.word < b.word ? -1 : 1))[0]?.word
}

/** Letters added, left out, mistaken or swapped with their neighbour (optimal string alignment). */
export function slipsBetween(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
