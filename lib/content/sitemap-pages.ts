import { sql } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'

export type SitemapKind = 'ARTICLE' | 'BLOG' | 'COLLECTION' | 'PAGE' | 'PRODUCT'
export type SitemapEntry = { handle: string; title: string; updatedAt: string }

/** As many to a page as the Storefront API allows. */
const pageSize = 250

const published = Prisma.sql`status = 'active' AND published_at <= now()`
const lists: Record<SitemapKind, { table: Prisma.Sql; where: Prisma.Sql }> = {
  ARTICLE: { table: Prisma.sql`article`, where: published },
  BLOG: { table: Prisma.sql`blog`, where: Prisma.sql`true` },
  COLLECTION: { table: Prisma.sql`collection`, where: Prisma.sql`status = 'active'` },
  PAGE: { table: Prisma.sql`page`, where: Prisma.sql`status = 'active'` },
  PRODUCT: { table: Prisma.sql`product`, where: published },
}

/**
 * Pages have numbers, and counting to the thousandth reads everything before it. So where each page ends is counted
 * once a minute and kept (4,000 numbers for a million products); a page is then read from its place on. What was
 * published since is on its page at once where there is room, else within the minute.
 */
const freshSeconds = 60
const kept = new Map<SitemapKind, { ends: Promise<bigint[]>; at: number }>()

function pageEnds(kind: SitemapKind): Promise<bigint[]> {
  const known = kept.get(kind)
  if (known && performance.now() - known.at < freshSeconds * 1000) return known.ends
  const ends = countPages(kind)
  kept.set(kind, { ends, at: performance.now() })
  // A read that failed is nobody's answer.
  ends.catch(() => kept.delete(kind))
  return ends
}

/** The last id of each full page that another follows. */
async function countPages(kind: SitemapKind): Promise<bigint[]> {
  const { table, where } = lists[kind]
  const rows = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth, lead(id) OVER (ORDER BY id) AS next
      FROM ${table} WHERE ${where}) AS listed
    WHERE nth % ${pageSize} = 0 AND next IS NOT NULL ORDER BY id`
  return rows.map(({ id }) => id)
}

/** How many pages a sitemap has; none of nothing. */
export async function countSitemapPages(kind: SitemapKind): Promise<number> {
  const ends = await pageEnds(kind)
  if (ends.length > 0) return ends.length + 1
  return (await readSitemapPage(kind, 1)).items.length > 0 ? 1 : 0
}

/** A page of a sitemap, by id; empty beyond the last. @param page from 1 on */
export async function readSitemapPage(
  kind: SitemapKind,
  page: number,
): Promise<{ items: SitemapEntry[]; hasNextPage: boolean }> {
  const ends = await pageEnds(kind)
  if (page > ends.length + 1) return { items: [], hasNextPage: false }
  const { table, where } = lists[kind]
  const from = ends[page - 2] ?? 0n
  const until = ends[page - 1]
  const rows = await sql().$queryRaw<{ handle: string; title: string; updated_at: Date }[]>`
    SELECT handle, title, updated_at FROM ${table}
    WHERE ${where} AND id > ${from} AND (${until ?? null}::bigint IS NULL OR id <= ${until ?? null}::bigint)
    ORDER BY id LIMIT ${pageSize}`
  return {
    items: rows.map(({ handle, title, updated_at }) => ({
      handle,
      title,
      updatedAt: updated_at.toISOString(),
    })),
    hasNextPage: until !== undefined,
  }
}
