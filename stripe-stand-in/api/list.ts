import type Stripe from 'stripe'
import { invalidRequest, noSuch } from './stripe-error'

export type ListParams = Pick<Stripe.PaginationParams, 'limit' | 'starting_after' | 'ending_before'>

/**
 * One page of `rows`, in the order given. `limit` is 1 to 100, 10 when left out.
 * https://docs.stripe.com/api/pagination
 * @throws StandInError when the limit is out of range or the cursor is not in the list
 */
export function listOf<T extends { id: string }>(rows: T[], params: ListParams, url: string) {
  const limit = params.limit ?? 10
  if (limit < 1 || limit > 100)
    throw invalidRequest('limit must be between 1 and 100.', {
      code: 'parameter_invalid_integer',
      param: 'limit',
    })
  if (params.ending_before !== undefined) {
    const end = indexOf(rows, params.ending_before, 'ending_before')
    const start = Math.max(0, end - limit)
    return { object: 'list', data: rows.slice(start, end), has_more: start > 0, url }
  }
  const start =
    params.starting_after === undefined ? 0 : indexOf(rows, params.starting_after, 'starting_after') + 1
  return {
    object: 'list',
    data: rows.slice(start, start + limit),
    has_more: rows.length > start + limit,
    url,
  }
}

/** Rows created when the caller asks: at one second, or in a range. Seconds since 1970. */
export function createdWithin<T extends { created: number }>(
  rows: T[],
  created: Stripe.RangeQueryParam | number | undefined,
): T[] {
  if (created === undefined) return rows
  if (typeof created === 'number') return rows.filter((row) => row.created === created)
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = created
  return rows.filter(({ created: at }) => at > gt && at >= gte && at < lt && at <= lte)
}

/** Rows whose fields equal the filters that were given. */
export function equalTo<T extends object>(rows: T[], filters: Partial<Record<keyof T, unknown>>): T[] {
  const wanted = Object.entries(filters).filter(([, value]) => value !== undefined)
  return rows.filter((row) => wanted.every(([key, value]) => row[key as keyof T] === value))
}

function indexOf(rows: { id: string }[], id: string, param: string): number {
  const index = rows.findIndex((row) => row.id === id)
  if (index < 0) throw noSuch('object', id, param)
  return index
}
