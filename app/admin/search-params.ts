import { storable } from '@/lib/storable'

/** What Next gives a page: a name may stand in the address several times. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** The first value of each name. */
export async function firstValues(params: SearchParams): Promise<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(await params).flatMap(([name, value]) => {
      const first = [value].flat()[0]
      return first === undefined ? [] : [[name, storable(first)]]
    }),
  )
}

/** An address with the values that are not empty. */
export function withQuery(path: string, values: Record<string, string | undefined>): string {
  const query = new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
  return query.size > 0 ? `${path}?${query}` : path
}
