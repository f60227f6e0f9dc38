import type { Tx } from '../state/store'
import type { TableName } from '../state/tables'
import { listOf } from './list'
import { invalidRequest } from './stripe-error'

type JsonObject = Record<string, unknown>

/** Which table an id belongs to, by its prefix. Coupon ids are chosen freely: they are known by where they stand. */
const TABLE_OF_PREFIX: [RegExp, TableName][] = [
  [/^cs_/, 'session'],
  [/^pi_/, 'payment_intent'],
  [/^ch_/, 'charge'],
  [/^re_/, 'refund'],
  [/^cus_/, 'customer'],
  [/^prod_/, 'product'],
  [/^shr_/, 'shipping_rate'],
  [/^du_/, 'dispute'],
  [/^txn_/, 'balance_transaction'],
]

const DEEPEST = 4

/**
 * Puts the objects in place of the ids that `expand` names, e.g. `payment_intent.latest_charge`, or `data.customer` in
 * a list. https://docs.stripe.com/expand
 * @throws StandInError for a path that is too long or leads to nothing expandable
 */
export function expanded(answer: object, paths: string[], tx: Tx): object {
  const copy = structuredClone(answer) as JsonObject
  for (const path of paths) {
    const parts = path.split('.')
    if (parts.length > DEEPEST)
      throw invalidRequest(`You cannot expand more than ${DEEPEST} levels of a property (${path}).`, {
        param: 'expand',
      })
    expandAt(copy, parts, path, tx)
  }
  return copy
}

function expandAt(holder: unknown, [name, ...rest]: string[], path: string, tx: Tx) {
  if (Array.isArray(holder)) {
    for (const item of holder) expandAt(item, name === undefined ? rest : [name, ...rest], path, tx)
    return
  }
  // Null is a thing that is not there to be expanded, which is fine.
  if (name === undefined || holder === null) return
  const object = holder as JsonObject
  const value = object[name] ?? includable(object, name, tx)
  if (value === null) return
  const found = typeof value === 'string' ? lookUp(name, value, tx) : value
  if (
    typeof found !== 'object' ||
    found === null ||
    (rest.length === 0 && found === object[name] && !isList(found))
  )
    throw invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' })
  object[name] = found
  expandAt(found, rest, path, tx)
}

function lookUp(name: string, id: string, tx: Tx): object | undefined {
  const table = name === 'coupon' ? 'coupon' : TABLE_OF_PREFIX.find(([prefix]) => prefix.test(id))?.[1]
  return table && structuredClone(tx.get(table, id) as object | undefined)
}

/** Lists that are left out of an object unless asked for. Undefined where there is no such property at all. */
function includable(object: JsonObject, name: string, tx: Tx): unknown {
  if (object[name] === null) return null
  const id = String(object.id)
  if (object.object === 'checkout.session' && name === 'line_items')
    return listOf(
      structuredClone(tx.get('checkout', id)?.lineItems ?? []),
      {},
      `/v1/checkout/sessions/${id}/line_items`,
    )
  if (object.object === 'charge' && name === 'refunds')
    return listOf(
      tx.list('refund').filter((refund) => refund.charge === id),
      {},
      `/v1/charges/${id}/refunds`,
    )
  return undefined
}

function isList(value: object): boolean {
  return 'object' in value && value.object === 'list'
}
