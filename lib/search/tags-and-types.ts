import { sql } from '@/lib/db'
import { facetSeparator } from './product-fields'

/** All tags, or types, of published products, by the alphabet. One statement. */
export async function readProductValues(kind: 'tag' | 'type', limit: number): Promise<string[]> {
  const start = kind + facetSeparator
  const rows = await sql().$queryRaw<{ value: string }[]>`
    SELECT substr(facet, ${start.length + 1}) AS value FROM facet_count
    WHERE collection_id = 0 AND n > 0 AND starts_with(facet, ${start})
    ORDER BY lower(facet), facet LIMIT ${limit}`
  return rows.map(({ value }) => value)
}
