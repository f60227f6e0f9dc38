import type { CountedPage, KeysetPage } from '@/lib/keyset'
import { firstOfEach, listFound, type Prepared, prepareSearch, type Search } from './search'
import { correctSpelling } from './spelling'

export type Found = CountedPage & {
  /** What was searched in the end, for counts and filters of the same search. */
  prepared: Prepared
  /** The query as it was understood, where nothing has what was typed and something has this. */
  meant: string | null
}

/**
 * Searches, and where nothing at all has what was typed, for what may have been meant. Two statements; seven at most
 * where nothing was found.
 */
export async function find(search: Search, sort: 'RELEVANCE' | 'PRICE', page: KeysetPage): Promise<Found> {
  const prepared = await prepareSearch(search)
  const typed = { ...(await listFound(prepared, sort, page)), prepared, meant: null }
  if (typed.total > 0) return typed
  const meant = await correctSpelling(prepared.search.query)
  if (meant === null) return typed
  const corrected = await prepareSearch({ ...search, query: meant })
  const better = await listFound(corrected, sort, page)
  return better.total > 0 ? { ...better, prepared: corrected, meant } : typed
}

/**
 * The search as it was typed, or as it may have been meant where nothing has what was typed, for several lists of it.
 * Two statements; seven at most where nothing was found.
 */
export async function understand(search: Search): Promise<Omit<Found, keyof CountedPage>> {
  const prepared = await prepareSearch(search)
  if (await findsAny(prepared)) return { prepared, meant: null }
  const meant = await correctSpelling(prepared.search.query)
  if (meant === null) return { prepared, meant: null }
  const corrected = await prepareSearch({ ...search, query: meant })
  return (await findsAny(corrected)) ? { prepared: corrected, meant } : { prepared, meant: null }
}

async function findsAny(prepared: Prepared): Promise<boolean> {
  return Object.values(await firstOfEach(prepared, 1, 1)).some((ids) => ids.length > 0)
}
