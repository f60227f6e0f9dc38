import { addLines } from '@/lib/cart/add-lines'
import { cartGone } from '@/lib/cart/cart-gone'
import type { NewLine } from '@/lib/cart/insert-lines'
import { limits } from '@/lib/cart/limits'
import { readCart } from '@/lib/cart/read-cart'
import { removeLines } from '@/lib/cart/remove-lines'
import { type LineChange, updateLines } from '@/lib/cart/update-lines'
import { DomainError, isDomainError } from '@/lib/errors'
import { type AttributeInput, fromAttributes } from '../attributes'
import { uuidInCart } from '../cart-id'
import type { Context } from '../context'
import { idOf } from '../ids'
import { changeCart, type Explain, Refused, type UserError } from './payload'

export type LineInput = {
  merchandiseId: string
  quantity?: number | null
  attributes?: AttributeInput[] | null
  sellingPlanId?: string | null
  parent?: object | null
}

type LineUpdateInput = {
  id: string
  merchandiseId?: string | null
  quantity?: number | null
  attributes?: AttributeInput[] | null
  sellingPlanId?: string | null
}

/** New lines, and the place in the input that each came from: what was to be added 0 times is left out. */
export type ReadLines = { lines: NewLine[]; places: number[] }

export function cartLinesAdd(context: Context) {
  return ({ cartId, lines }: { cartId: string; lines: LineInput[] }) =>
    changeCart(
      cartId,
      context,
      async (token) => {
        const read = readLines(lines, [])
        if (read.lines.length > 0)
          return addLines({ token, lines: read.lines, existing: true }).catch((error: unknown) => {
            throw placed(error, read)
          })
        const cart = await readCart(token)
        if (!cart) throw cartGone()
        return cart
      },
      explainLines(lines, []),
    )
}

export function cartLinesUpdate(context: Context) {
  return ({ cartId, lines }: { cartId: string; lines: LineUpdateInput[] }) =>
    changeCart(
      cartId,
      context,
      (token) => updateLines({ token, changes: lines.map(readChange) }),
      (error) =>
        staleLine(
          error,
          lines.map(({ id }) => id),
          ['lines', 'id'],
        ) ?? explainLines(lines, [])(error),
    )
}

export function cartLinesRemove(context: Context) {
  return ({ cartId, lineIds }: { cartId: string; lineIds: string[] }) =>
    changeCart(
      cartId,
      context,
      (token) => removeLines({ token, lineIds: lineIds.map((id, place) => lineId(id, place, ['lineIds'])) }),
      (error) => staleLine(error, lineIds, ['lineIds']),
    )
}

/**
 * @param path of the list in the mutation's arguments, such as `input` for a new cart
 * @throws Refused
 */
export function readLines(given: readonly LineInput[], path: string[]): ReadLines {
  const kept = given.flatMap((line, place) => {
    const quantity = line.quantity ?? 1
    refuseUnserved(line, place, path)
    if (quantity === 0) return []
    refuseQuantity(line.merchandiseId, quantity, place, path)
    const id = idOf('ProductVariant', line.merchandiseId)
    if (id === null) throw new Refused([unknownMerchandise(line.merchandiseId, place, path)])
    return [{ place, line: { variantId: BigInt(id), quantity, attributes: fromAttributes(line.attributes) } }]
  })
  return { lines: kept.map(({ line }) => line), places: kept.map(({ place }) => place) }
}

function readChange(line: LineUpdateInput, place: number): LineChange {
  refuseUnserved(line, place, [])
  if (line.quantity) refuseQuantity(line.merchandiseId ?? line.id, line.quantity, place, [])
  const variantId = line.merchandiseId ? idOf('ProductVariant', line.merchandiseId) : null
  if (line.merchandiseId && variantId === null)
    throw new Refused([unknownMerchandise(line.merchandiseId, place, [])])
  return {
    lineId: lineId(line.id, place, ['lines', 'id']),
    quantity: line.quantity ?? null,
    variantId: variantId === null ? null : BigInt(variantId),
    attributes: line.attributes ? fromAttributes(line.attributes) : null,
  }
}

/** @throws Refused for the id of something else */
function lineId(id: string, place: number, path: string[]): string {
  const uuid = uuidInCart('CartLine', id)
  if (uuid === null) throw new Refused([unknownLine(id, place, path)], true)
  return uuid
}

/** The place in the input of an error that a domain found in what was left of it. */
export function placed(error: unknown, { places }: ReadLines): unknown {
  if (!isDomainError(error)) return error
  const [, place, rest] = /^lines\.(\d+)(.*)$/.exec(error.field ?? '') ?? []
  return place === undefined
    ? error
    : new DomainError(error.code, error.message, `lines.${places[Number(place)]}${rest}`)
}

/** What the domain says of lines, in the API's words. */
export function explainLines(given: readonly { merchandiseId?: string | null }[], path: string[]): Explain {
  return (error) => {
    const place = Number(/^lines\.(\d+)\.variantId$/.exec(error.field ?? '')?.[1])
    const merchandiseId = given[place]?.merchandiseId
    if (error.code === 'NOT_FOUND' && merchandiseId) return unknownMerchandise(merchandiseId, place, path)
    if (error.code === 'TOO_MANY')
      return {
        code: 'CART_TOO_LARGE',
        field: [...path, 'lines'],
        message: `The cart holds at most ${limits.lines} lines.`,
      }
    return undefined
  }
}

function staleLine(error: DomainError, ids: string[], path: string[]): Refused | undefined {
  const place = Number(/^lines\.(\d+)$/.exec(error.field ?? '')?.[1])
  const id = ids[place]
  return error.code === 'NOT_FOUND' && id !== undefined
    ? new Refused([unknownLine(id, place, path)], true)
    : undefined
}

function unknownLine(id: string, place: number, [list = '', ...rest]: string[]): UserError {
  return {
    code: 'INVALID_MERCHANDISE_LINE',
    field: [list, String(place), ...rest],
    message: `The merchandise line with id ${id} does not exist.`,
  }
}

function unknownMerchandise(id: string, place: number, path: string[]): UserError {
  return {
    code: 'INVALID',
    field: [...path, 'lines', String(place), 'merchandiseId'],
    message: `The merchandise with id ${id} does not exist.`,
  }
}

function refuseQuantity(id: string, quantity: number, place: number, path: string[]): void {
  if (quantity >= 1 && quantity <= limits.asked) return
  throw new Refused([
    {
      code: 'INVALID',
      field: [...path, 'lines', String(place), 'quantity'],
      message: `The quantity for merchandise with id ${id} must be greater than zero but less than ${limits.asked + 1}.`,
    },
  ])
}

/** Nothing is sold by subscription, and no line stands under another. */
function refuseUnserved(
  line: { sellingPlanId?: string | null; parent?: object | null },
  place: number,
  path: string[],
): void {
  const at = (name: string) => [...path, 'lines', String(place), name]
  if (line.sellingPlanId)
    throw new Refused([
      {
        code: 'SELLING_PLAN_NOT_APPLICABLE',
        field: at('sellingPlanId'),
        message: 'Selling plan is not applicable.',
      },
    ])
  if (line.parent)
    throw new Refused([
      {
        code: 'PARENT_LINE_OPERATION_BLOCKED',
        field: at('parent'),
        message: 'Nested cartlines are blocked due to an incompatibility.',
      },
    ])
}
