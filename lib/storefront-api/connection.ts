import type { KeysetCursor, KeysetPage } from '@/lib/keyset'
import { clientError } from './errors'
import { once } from './once'

export type PageArguments = {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
  reverse?: boolean | null
}

export type Connection<T> = {
  nodes: T[]
  // Functions, since most who ask for a list need no cursor, or one.
  edges: () => { cursor: string; node: T }[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: () => string | null
    endCursor: () => string | null
  }
}

type Placed<T> = { at: KeysetCursor; node: T }

const largestPage = 250

/** Of rows, and of what stands in a list in memory. */
const rowIds = /^\d{1,18}$/
const anyIds = /^[\w-]{1,64}$/

/** Opaque to clients: base64 of `{"last_id":…,"last_value":…}`. */
function toCursor({ id, value }: KeysetCursor): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value ?? id })).toString('base64url')
}

/** @throws GraphQLError for a text that is none of our cursors */
function parseCursor(text: string, ids: RegExp): KeysetCursor {
  try {
    const { last_id: id, last_value: value } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (ids.test(id) && typeof value === 'string' && value.length < 1000) return { id, value }
  } catch {
    // Not JSON: said below.
  }
  throw clientError('INVALID_FIELD_ARGUMENTS', 'Invalid cursor for current pagination sort.')
}

/** @throws GraphQLError for a size that is missing, doubled, below 0 or above 250, or a cursor from the wrong side */
function parsePage(args: PageArguments, ids: RegExp) {
  const { first = null, last = null, after = null, before = null } = args
  if (first === null && last === null)
    throw clientError('INVALID_FIELD_ARGUMENTS', 'you must provide one of first or last')
  if (first !== null && last !== null)
    throw clientError('INVALID_FIELD_ARGUMENTS', 'providing both first and last is not supported')
  const size = first ?? last ?? 0
  if (size < 0)
    throw clientError('INVALID_FIELD_ARGUMENTS', `${first === null ? 'last' : 'first'} cannot be negative`)
  if (size > largestPage)
    throw clientError(
      'MAX_INPUT_SIZE_EXCEEDED',
      `The page size of ${size} is greater than the maximum allowed of ${largestPage}.`,
    )
  if (first === null ? after !== null : before !== null)
    throw clientError('INVALID_FIELD_ARGUMENTS', '`after` goes with `first`, `before` with `last`')
  const cursor = first === null ? before : after
  return { size, backward: first === null, cursor: cursor === null ? null : parseCursor(cursor, ids) }
}

/**
 * A page of a list in the database. It is read when a field of it is asked for, and so together with what else is asked of
 * the list, such as counts.
 * @param list reads cursors from a place on
 * @param load reads what stands behind the ids, in one statement, in their order; those that are gone are left out
 */
export function keysetConnection<T extends { id: string }, N>(
  args: PageArguments,
  list: (page: KeysetPage) => Promise<KeysetCursor[]>,
  load: (ids: string[]) => Promise<T[]>,
  toNode: (item: T) => N,
) {
  const { size, backward, cursor } = parsePage(args, rowIds)
  const read = once(async () => {
    const rows = await list(keysetPage(args))
    const page = rows.slice(0, size)
    if (backward) page.reverse()
    const places = new Map(page.map((row) => [row.id, row]))
    const items = await load(page.map(({ id }) => id))
    const placed = items.map((item) => ({
      at: places.get(item.id) ?? { id: item.id, value: null },
      node: toNode(item),
    }))
    const more = rows.length > size
    return connection(placed, {
      hasNextPage: backward ? cursor !== null : more,
      hasPreviousPage: backward ? more : cursor !== null,
    })
  })
  return {
    nodes: async () => (await read()).nodes,
    edges: async () => (await read()).edges(),
    pageInfo: async () => (await read()).pageInfo,
  }
}

/** Which rows of the database a page is made of: one more than it shows, which tells whether there are more. */
export function keysetPage(args: PageArguments): KeysetPage {
  const { size, backward, cursor } = parsePage(args, rowIds)
  return { after: cursor, descending: Boolean(args.reverse) !== backward, limit: size + 1 }
}

/** A page of a list that is in memory, such as a product's variants. */
export function listConnection<T extends { id: string }, N>(
  args: PageArguments,
  items: readonly T[],
  toNode: (item: T) => N,
): Connection<N> {
  const { size, backward, cursor } = parsePage(args, anyIds)
  const all = args.reverse ? items.toReversed() : items
  const at = cursor === null ? null : all.findIndex(({ id }) => id === cursor.id)
  if (at === -1) throw clientError('INVALID_FIELD_ARGUMENTS', 'Invalid cursor for current pagination sort.')
  const [from, to] = backward
    ? [Math.max(0, (at ?? all.length) - size), at ?? all.length]
    : [at === null ? 0 : at + 1, Math.min(all.length, (at === null ? 0 : at + 1) + size)]
  const placed = all.slice(from, to).map((item) => ({ at: { id: item.id, value: null }, node: toNode(item) }))
  return connection(placed, { hasNextPage: to < all.length, hasPreviousPage: from > 0 })
}

function connection<N>(
  placed: Placed<N>[],
  more: { hasNextPage: boolean; hasPreviousPage: boolean },
): Connection<N> {
  const cursorOf = (item: Placed<N> | undefined) => (item ? toCursor(item.at) : null)
  return {
    nodes: placed.map(({ node }) => node),
    edges: () => placed.map(({ at, node }) => ({ cursor: toCursor(at), node })),
    pageInfo: {
      ...more,
      startCursor: () => cursorOf(placed.at(0)),
      endCursor: () => cursorOf(placed.at(-1)),
    },
  }
}

/** The first of a list of words, in one statement. */
export async function stringConnection(
  args: { first: number },
  read: (limit: number) => Promise<string[]>,
): Promise<Connection<string>> {
  const { size } = parsePage(args, anyIds)
  const words = await read(size + 1)
  const placed = words
    .slice(0, size)
    .map((word, place) => ({ at: { id: String(place), value: word }, node: word }))
  return connection(placed, { hasNextPage: words.length > size, hasPreviousPage: false })
}
