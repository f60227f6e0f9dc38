import { planAnew, sql } from '@/lib/db'
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
  timestamptz: isInstant,
  int: (value: string) => /^-?\d{1,9}$/.test(value),
}

/** As the database writes one (lib/db.ts: in UTC), and one that there is: it has no year 0 and no 30th of February. */
function isInstant(text: string): boolean {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00$/.exec(text) ?? []
  const instant = new Date(`${day}T${time}Z`)
  return (
    !Number.isNaN(instant.getTime()) && day > '0001' && instant.toISOString().startsWith(`${day}T${time}`)
  )
}

type List = { rows: Prisma.Sql; id: Prisma.Sql; sort: SortColumn }

/**
 * Ids of a list from a place on, by an index and not by counting rows. Equal values are ordered by id.
 * @throws DomainError INVALID for a place that is none in this order, such as one of another order
 * @param list.rows the FROM and WHERE of the list; the row's id is `list.id`
 */
export async function readKeyset(list: List, page: KeysetPage): Promise<KeysetCursor[]> {
  return sql().$queryRaw<KeysetCursor[]>(plain(list, page))
}

function plain(list: List, page: KeysetPage): Prisma.Sql {
  const { start, order, value } = placed(list, page)
  return Prisma.sql`${Prisma.raw(planAnew)}
    SELECT ${list.id}::text AS id, (${value})::text AS value ${list.rows} ${start}
    ORDER BY ${order} LIMIT ${page.limit}`
}

/** A page of a list that is made as a whole for each page, with what else is known of it then. */
export type CountedPage = {
  cursors: KeysetCursor[]
  total: number
  /** Of the whole list, apart by commas: text that goes back to the database as it is. */
  ids: string
}

/** The same of a list that must be made before it can be sorted, such as what a search found. One statement. */
export async function readCountedKeyset(
  list: List & { sort: object },
  page: KeysetPage,
): Promise<CountedPage> {
  const { type, column } = list.sort
  const made = { id: Prisma.sql`made.id`, sort: { type, column: Prisma.sql`made.value` } }
  const { start, order } = placed(made, page)
  const [row] = await sql().$queryRaw<CountedPage[]>`${Prisma.raw(planAnew)}
    WITH made AS MATERIALIZED (SELECT ${list.id} AS id, ${column} AS value ${list.rows})
    SELECT (SELECT count(*)::int FROM made) AS total,
      (SELECT coalesce(string_agg(id::text, ','), '') FROM made) AS ids,
      (SELECT coalesce(json_agg(json_build_object('id', id::text, 'value', value::text)), '[]')
        FROM (SELECT * FROM made WHERE true ${start} ORDER BY ${order} LIMIT ${page.limit}) AS one) AS cursors`
  return row ?? { cursors: [], total: 0, ids: '' }
}

type Narrowed = List & {
  /** The same list where it can be read and sorted without a look at the table, if there is such a place. */
  beside: List | null
  /** The same list, made of its places in the order: `nearer` is FROM and WHERE of all of those. */
  walk: Omit<List, 'rows'> & {
    nearer: Prisma.Sql
    rows: (from: Prisma.Sql) => Prisma.Sql
    /** What the index itself says of a place (`place`): nearly none that can't be in the list is left. Of all places, or of a part. */
    marks: { condition: Prisma.Sql; of: 'all' | 'part' } | null
  }
}

/**
 * A condition that one row in two hundred meets fills a page of 24 within so many rows of the order; of a million rows
 * those of a rarer one are about as many at most, and sorted in the same time.
 */
const mostLookedAt = 5_000

/** So many times more are walked by before all rows that meet the condition are sorted, however many they are. */
const timesMore = 10

/** Where the index says what can't meet the condition, fifteen times as many are walked by in the same time. */
const timesMarked = { near: 4, far: 15 }

/**
 * Of rows believed to be fewer, all are sorted before so long a walk. Where what the index has is narrowed already, a page
 * is found sooner.
 */
const fewBelieved = { all: 300, part: 100 }

/**
 * The same of a list whose condition few rows may meet, or none: which way is short can't be guessed of two conditions
 * together, nor where in the order their rows stand, and the wrong way goes through the whole list. So the planner's guess
 * only says what comes first, a walk along the order or the rows themselves, and each is bounded. Two statements nearly
 * always, at most five.
 */
export async function readNarrowedKeyset(
  list: Narrowed,
  page: KeysetPage,
  most = mostLookedAt,
): Promise<KeysetCursor[]> {
  const guessed = await guess(list, page)
  for (const way of ways(list, page, most, guessed)) {
    const found = await way()
    if (found) return found
  }
  return list.walk.marks && !list.beside ? walkToTheEnd(list.walk, page) : sortAll(list.beside ?? list, page)
}

type Way = () => Promise<KeysetCursor[] | null>

function ways(list: Narrowed, page: KeysetPage, most: number, { sorts, meeting }: Guess): Way[] {
  const walk = (places: number) => () => walkAlong(list.walk, page, places, most)
  const sort = (rows: number) => () => sortFew(list, page, rows)
  const { marks } = list.walk
  if (marks) {
    const [near, far] = [most * timesMarked.near, most * timesMarked.far]
    const { beside } = list
    if (beside) {
      // Four that stand beside each other are sorted in the time in which one is looked for.
      const sortBeside = () => sortFew(beside, page, near)
      if (meeting > near) return [walk(near)]
      return meeting > most ? [walk(most), sortBeside] : [sortBeside]
    }
    if (meeting < fewBelieved[marks.of]) return [sort(most), walk(far)]
    // As many rows as that are sorted in the time that a walk to the far end takes.
    return meeting <= near ? [walk(near), sort(near)] : [walk(far), sort(most)]
  }
  const many = most * timesMore
  if (sorts) return [sort(most), walk(most), walk(many)]
  return meeting > many ? [walk(many), sort(most)] : [walk(most), sort(most), walk(many)]
}

type Plan = { 'Node Type': string; 'Plan Rows': number; Plans?: Plan[] }

/** What the planner would do: whether it sorts, and how many rows it believes to meet the condition. */
type Guess = { sorts: boolean; meeting: number }

async function guess(list: List, page: KeysetPage): Promise<Guess> {
  const [row] = await sql().$queryRaw<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>`${Prisma.raw(planAnew)}
    EXPLAIN (FORMAT json) ${plain(list, page)}`
  const limited = row?.['QUERY PLAN'][0].Plan.Plans?.[0]
  return {
    sorts: /Sort|Gather/.test(limited?.['Node Type'] ?? ''),
    meeting: limited?.['Plan Rows'] ?? 0,
  }
}

type Walk = Narrowed['walk']

/**
 * The first rows of the order; null where they neither fill the page nor are all.
 * @param most how many places are walked by, and how many rows that the marks leave are looked at
 */
async function walkAlong(
  list: Walk,
  page: KeysetPage,
  most: number,
  mostRows: number,
): Promise<KeysetCursor[] | null> {
  const { start, order, value, direction } = placed(list, page)
  const walk = Prisma.sql`${list.nearer} ${start} ORDER BY ${order}`
  const near = Prisma.sql`(SELECT * ${walk} LIMIT ${most})`
  const marked = list.marks && Prisma.sql`FROM ${near} place WHERE ${list.marks.condition} ORDER BY ${order}`
  const further = Prisma.sql`EXISTS (SELECT ${walk} OFFSET ${most} LIMIT 1)`
  const found = await sql().$queryRaw<(KeysetCursor | { id: null })[]>`${Prisma.raw(planAnew)}
    WITH found AS MATERIALIZED (SELECT ${list.id} AS id, ${value} AS value
      ${list.rows(marked ? Prisma.sql`(SELECT * ${marked} LIMIT ${mostRows})` : near)}
      ORDER BY ${order} LIMIT ${page.limit})
    SELECT one.id::text, one.value::text FROM (
      SELECT id, value FROM found
      -- A row without an id where the page is not full and the walk has not come to the end.
      UNION ALL SELECT NULL, NULL
      WHERE CASE WHEN (SELECT count(*) FROM found) < ${page.limit}
        THEN ${marked ? Prisma.sql`${further} OR EXISTS (SELECT ${marked} OFFSET ${mostRows} LIMIT 1)` : further} ELSE false END
    ) AS one ORDER BY one.value ${direction}, one.id ${direction}`
  const full = found.filter((one) => one.id !== null)
  return full.length === found.length ? full : null
}

/** More places than any list has. */
const all = 2 ** 31 - 1

async function walkToTheEnd(list: Walk, page: KeysetPage): Promise<KeysetCursor[]> {
  return (await walkAlong(list, page, all, all)) ?? []
}

/** All rows that meet the condition, sorted; null where they are more than `most`. */
async function sortFew(list: List, page: KeysetPage, most: number): Promise<KeysetCursor[] | null> {
  const { later, value, direction } = placed(list, page)
  const few = await sql().$queryRaw<(KeysetCursor & { n: number })[]>`${Prisma.raw(planAnew)}
    WITH few AS MATERIALIZED (
      -- A number that the planner does not see: for a few rows of many it would go through the table, and there may be none.
      SELECT ${list.id} AS id, ${value} AS value ${list.rows} ${later} LIMIT (SELECT ${most + 1}::int))
    SELECT id::text, value::text, (SELECT count(*)::int FROM few) AS n FROM few
    ORDER BY few.value ${direction}, few.id ${direction} LIMIT ${page.limit}`
  return (few[0]?.n ?? 0) > most ? null : few.map(({ id, value }) => ({ id, value }))
}

async function sortAll(list: List, page: KeysetPage): Promise<KeysetCursor[]> {
  const { later, value, direction } = placed(list, page)
  return sql().$queryRaw<KeysetCursor[]>`${Prisma.raw(planAnew)}
    SELECT id::text, value::text
    FROM (SELECT ${list.id} AS id, ${value} AS value ${list.rows} ${later} OFFSET 0) AS every
    ORDER BY every.value ${direction}, every.id ${direction} LIMIT ${page.limit}`
}

function placed({ id, sort }: Omit<List, 'rows'>, { after, descending }: KeysetPage) {
  if (after && sort && !readable[sort.type](after.value ?? ''))
    throw new DomainError('INVALID', 'Invalid cursor for current pagination sort.')
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`
  const type = Prisma.raw(sort?.type ?? 'text')
  const behind = !after
    ? null
    : sort
      ? Prisma.sql`(${sort.column}, ${id}) ${beyond} (${after.value ?? ''}::${type}, ${BigInt(after.id)})`
      : Prisma.sql`${id} ${beyond} ${BigInt(after.id)}`
  const start = behind ? Prisma.sql`AND ${behind}` : Prisma.empty
  // The same as something that no index has: rows are then found by the condition, not by their place in the order.
  const later = behind ? Prisma.sql`AND (${behind}) IS TRUE` : Prisma.empty
  const order = sort
    ? Prisma.sql`${sort.column} ${direction}, ${id} ${direction}`
    : Prisma.sql`${id} ${direction}`
  return { start, later, order, direction, value: sort ? sort.column : Prisma.sql`NULL` }
}
