import type { MetafieldRow, MetafieldsOf } from '@/lib/catalog/metafields'
import { gidInCart } from './cart-id'
import { listConnection, type PageArguments } from './connection'
import type { Context } from './context'
import { gid, isGid } from './ids'

type Wanted = { namespace?: string | null; key: string }

/** The namespace of a key without one: that of the app which wrote it. */
export const ownNamespace = 'app'

/**
 * `metafield` and `metafields` of an owner, read together with those of others in the list. What is asked for by name
 * keeps its place, null where there is none.
 * @param whose the owner, or the rows where they came along with it
 * @param cart whose rows they are: they are numbered apart
 */
export function toMetafields(
  whose: MetafieldsOf | readonly MetafieldRow[],
  context: Context,
  cart?: { publicId: string },
) {
  const rows = async () => (typeof whose === 'string' ? context.metafields(whose) : whose)
  const find = (list: readonly MetafieldRow[], { namespace, key }: Wanted) => {
    const row = list.find(
      (candidate) => candidate.key === key && candidate.namespace === (namespace ?? ownNamespace),
    )
    return row ? toMetafield(row, context, cart) : null
  }
  return {
    metafield: async (wanted: Wanted) => find(await rows(), wanted),
    metafields: async ({ identifiers }: { identifiers: Wanted[] }) => {
      const list = await rows()
      return identifiers.map((wanted) => find(list, wanted))
    },
  }
}

/** @param cart as of `toMetafields` */
export function toMetafield(row: MetafieldRow, context: Context, cart?: { publicId: string }) {
  const { id, namespace, key, type, value } = row
  return {
    __typename: 'Metafield' as const,
    id: cart ? gidInCart('Metafield', id, cart) : gid('Metafield', id),
    namespace,
    key,
    type,
    value,
    reference: () => (type.endsWith('_reference') && !isList(type) ? follow(value, context) : null),
    references: async (args: PageArguments) => {
      if (!isList(type) || !type.endsWith('_reference')) return null
      const found = await Promise.all(idsIn(value).map((one) => follow(one, context)))
      const there = found.flatMap((node, place) => (node ? [{ id: String(place), node }] : []))
      return listConnection(args, there, ({ node }) => node)
    },
  }
}

const isList = (type: string) => type.startsWith('list.')

/** The only things of this shop that a metafield may name. */
const named = new Set(['Product', 'ProductVariant', 'Collection', 'Page', 'Article'])

async function follow(text: string, context: Context): Promise<object | null> {
  return isGid(text, named) ? context.node(text) : null
}

/** A list stands in a metafield as JSON; more than a page of it is not followed. */
function idsIn(value: string): string[] {
  try {
    const list: unknown = JSON.parse(value)
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string').slice(0, 250) : []
  } catch {
    return []
  }
}
