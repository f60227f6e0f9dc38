import { sql } from '@/lib/db'

type Owner = 'product' | 'variant' | 'collection' | 'article' | 'page' | 'shop'

/** "article:7": whose metafields they are. */
export type MetafieldsOf = `${Owner}:${string}`

export type MetafieldRow = { id: string; namespace: string; key: string; type: string; value: string }

/** By their ids, with whom each belongs to, published or not; one statement. */
export async function readMetafieldsById(
  ids: readonly string[],
): Promise<(MetafieldRow & { owner: Owner; ownerId: string })[]> {
  return sql().$queryRaw<(MetafieldRow & { owner: Owner; ownerId: string })[]>`
    SELECT id::text, owner, owner_id::text AS "ownerId", namespace, key, type, value
    FROM metafield WHERE id = ANY (${ids.map(BigInt)}::bigint[])`
}

/** The metafields of many owners of any kind, in their order; one statement. */
export async function readMetafields(owners: readonly MetafieldsOf[]): Promise<Map<string, MetafieldRow[]>> {
  const split = owners.map((name) => name.split(':'))
  const rows = await sql().$queryRaw<(MetafieldRow & { whose: string })[]>`
    SELECT f.owner || ':' || f.owner_id AS whose, f.id::text AS id, f.namespace, f.key, f.type, f.value
    FROM unnest(${split.map(([owner]) => owner)}::metafield_owner[], ${split.map(([, id]) => BigInt(id ?? 0))}::bigint[])
      AS wanted (owner, owner_id)
    JOIN metafield f ON f.owner = wanted.owner AND f.owner_id = wanted.owner_id
    ORDER BY f.position, f.id`
  const found = new Map<string, MetafieldRow[]>()
  for (const { whose, ...row } of rows) found.set(whose, [...(found.get(whose) ?? []), row])
  return found
}
