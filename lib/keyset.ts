import { db, planAnew } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { isStorable } from '@/lib/storable'
import { Prisma } from '@/prisma/generated/client'

/** Where a page of a list begins: after the row with this value and id. */
export type KeysetCursor = { id: string; value: string | null }

/** Which part of a list: at most `limit` rows after a place, or from the start. */
export type KeysetPage = { after: KeysetCursor | null; descending: boolean; limit: number }

/** What a list is sorted by, and the type its text in a cursor is read back as; null sorts by id alone. */
export type SortColumn = { column: Prisma.Sql; type: 'text' | 'timestamptz' | 'int' } | null

const readable = {
  text: isStorable,
  timestamptz: (value: string) =>
    /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?\+\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(value.slice(0, 10))),
  int: (value: string) => /^-?\d{1,9}$/.test(value),
}

/**
 * Ids of a list from a place on, by an index and not by counting rows. Equal values are ordered by id.
 * @throws DomainError INVALID for a place that is none in this order, such as one of another order
 * @param list.rows the FROM and WHERE of the list; the row's id is `list.id`
 */
export async function readKeyset(
  list: { rows: Prisma.Sql; id: Prisma.Sql; sort: SortColumn },
  page: KeysetPage,
): Promise<KeysetCursor[]> {
  const { rows, id, sort } = list
  const { after, limit } = page
  if (after && sort && !readable[sort.type](after.value ?? ''))
    throw new DomainError('INVALID', 'Invalid cursor for current pagination sort.')
  const direction = page.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const beyond = page.descending ? Prisma.sql`<` : Prisma.sql`>`
  const type = Prisma.raw(sort?.type ?? 'text')
  const start = !after
    ? Prisma.empty
    : sort
      ? Prisma.sql`AND (${sort.column}, ${id}) ${beyond} (${after.value ?? ''}::${type}, ${BigInt(after.id)})`
      : Prisma.sql`AND ${id} ${beyond} ${BigInt(after.id)}`
  const order = sort
    ? Prisma.sql`${sort.column} ${direction}, ${id} ${direction}`
    : Prisma.sql`${id} ${direction}`
  const value = sort ? Prisma.sql`(${sort.column})::text` : Prisma.sql`NULL`
  return db().$queryRaw<KeysetCursor[]>`${Prisma.raw(planAnew)}
    SELECT ${id}::text AS id, ${value} AS value ${rows} ${start} ORDER BY ${order} LIMIT ${limit}`
}
