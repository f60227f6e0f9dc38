import { gid } from './ids'

type Row = { id: string; namespace: string; key: string; type: string; value: string }

/** The namespace of a key without one: that of the app which wrote it. */
export const ownNamespace = 'app'

/** `metafield` and `metafields` of an owner. What is asked for by name keeps its place, null where there is none. */
export function toMetafields(rows: readonly Row[]) {
  const find = ({ namespace, key }: { namespace?: string | null; key: string }) => {
    const row = rows.find(
      (candidate) => candidate.key === key && candidate.namespace === (namespace ?? ownNamespace),
    )
    return row ? { __typename: 'Metafield' as const, ...row, id: gid('Metafield', row.id) } : null
  }
  return {
    metafield: find,
    metafields: ({ identifiers }: { identifiers: { namespace?: string | null; key: string }[] }) =>
      identifiers.map(find),
  }
}
