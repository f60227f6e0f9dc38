import { sql } from '@/lib/db'
import { type KeysetCursor, type KeysetPage, readKeyset, type SortColumn } from '@/lib/keyset'
import { Prisma } from '@/prisma/generated/client'

export type CollectionView = ReturnType<typeof toCollection>

type CollectionRow = {
  id: bigint
  handle: string
  title: string
  description: string
  seo_title: string | null
  seo_description: string | null
  updated_at: Date
}

/** `description` is Markdown. */
function toCollection(row: CollectionRow) {
  return {
    id: String(row.id),
    handle: row.handle,
    title: row.title,
    description: row.description,
    seoTitle: row.seo_title,
    seoDescription: row.seo_description,
    updatedAt: row.updated_at.toISOString(),
  }
}

/** @returns null where no published collection has the handle */
export async function readCollectionId(handle: string): Promise<string | null> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT id FROM collection WHERE handle = ${handle} AND status = 'active'`
  return rows[0] ? String(rows[0].id) : null
}

/** Published collections in the order of `ids`; one statement. */
export async function readCollections(ids: readonly string[]): Promise<CollectionView[]> {
  if (ids.length === 0) return []
  const rows = await sql().$queryRaw<CollectionRow[]>`
    SELECT c.id, c.handle, c.title, c.description, c.seo_title, c.seo_description, c.updated_at
    FROM unnest(${[...ids].map(BigInt)}::bigint[]) WITH ORDINALITY AS wanted (id, place)
    JOIN collection c ON c.id = wanted.id
    WHERE c.status = 'active'
    ORDER BY wanted.place`
  return rows.map(toCollection)
}

/** Ids of published collections that hold at least one published product, from the one after `after` on. */
export async function readCollectionIds(after: string | null, limit: number): Promise<string[]> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT c.id FROM collection c
    WHERE c.status = 'active' AND c.id > ${BigInt(after ?? 0)} AND EXISTS (
      SELECT FROM collection_product cp JOIN product p ON p.id = cp.product_id
      WHERE cp.collection_id = c.id AND p.status = 'active' AND p.published_at <= now())
    ORDER BY c.id LIMIT ${limit}`
  return rows.map((row) => String(row.id))
}

/** Ids of a collection's published products in its own order, from the one after the product `after` on. */
export async function readCollectionProductIds(
  collectionId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT p.id FROM collection_product cp JOIN product p ON p.id = cp.product_id
    WHERE cp.collection_id = ${BigInt(collectionId)} AND p.status = 'active' AND p.published_at <= now()
      AND (${after}::text IS NULL OR (cp.position, cp.product_id) > (
        SELECT last.position, last.product_id FROM collection_product last
        WHERE last.collection_id = cp.collection_id AND last.product_id = ${after}::text::bigint))
    ORDER BY cp.position, cp.product_id LIMIT ${limit}`
  return rows.map((row) => String(row.id))
}

const sorts = {
  ID: null,
  RELEVANCE: null,
  TITLE: { column: Prisma.sql`collection.title`, type: 'text' },
  UPDATED_AT: { column: Prisma.sql`collection.updated_at`, type: 'timestamptz' },
} satisfies Record<string, SortColumn>

export type CollectionSort = keyof typeof sorts

/** Ids of published collections that meet a condition from a place on, those that hold nothing included. */
export function listCollectionIds(
  sort: CollectionSort,
  page: KeysetPage,
  matching: Prisma.Sql,
): Promise<KeysetCursor[]> {
  const rows = Prisma.sql`FROM collection WHERE collection.status = 'active' AND ${matching}`
  return readKeyset({ rows, id: Prisma.sql`collection.id`, sort: sorts[sort] }, page)
}

/** Published collections that each product stands in, by id; one statement. */
export async function readCollectionsOfProducts(
  productIds: readonly string[],
): Promise<Map<string, CollectionView[]>> {
  const rows = await sql().$queryRaw<(CollectionRow & { product_id: bigint })[]>`
    SELECT cp.product_id, c.id, c.handle, c.title, c.description, c.seo_title, c.seo_description, c.updated_at
    FROM collection_product cp JOIN collection c ON c.id = cp.collection_id
    WHERE cp.product_id = ANY (${productIds.map(BigInt)}::bigint[]) AND c.status = 'active'
    ORDER BY c.id`
  const found = new Map<string, CollectionView[]>()
  for (const row of rows) {
    const key = String(row.product_id)
    found.set(key, [...(found.get(key) ?? []), toCollection(row)])
  }
  return found
}
