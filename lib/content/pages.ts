import { db } from '@/lib/db'
import { type KeysetCursor, type KeysetPage, readKeyset } from '@/lib/keyset'
import { Prisma } from '@/prisma/generated/client'

/** A page or a policy; `body` is Markdown. */
export type PageView = {
  id: string
  handle: string
  title: string
  body: string
  createdAt: string
  updatedAt: string
  seoTitle: string | null
  seoDescription: string | null
}

const columns = {
  id: true,
  handle: true,
  title: true,
  body: true,
  createdAt: true,
  updatedAt: true,
  seoTitle: true,
  seoDescription: true,
} as const

type PageRow = Omit<PageView, 'id' | 'createdAt' | 'updatedAt'> & {
  id: bigint
  createdAt: Date
  updatedAt: Date
}

const toPage = (row: PageRow): PageView => ({
  ...row,
  id: String(row.id),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

export async function readPage(handle: string): Promise<PageView | null> {
  const page = await db().page.findFirst({ where: { handle, status: 'active' }, select: columns })
  return page && toPage(page)
}

/** @returns null where no published page has the handle */
export async function readPageId(handle: string): Promise<string | null> {
  const page = await db().page.findFirst({ where: { handle, status: 'active' }, select: { id: true } })
  return page && String(page.id)
}

/** Published pages in the order of `ids`; others are left out. One statement. */
export async function readPages(ids: readonly string[]): Promise<PageView[]> {
  const rows = await db().page.findMany({
    where: { id: { in: ids.map(BigInt) }, status: 'active' },
    select: columns,
  })
  const pages = new Map(rows.map((row) => [String(row.id), toPage(row)]))
  return ids.flatMap((id) => pages.get(id) ?? [])
}

const sorts = {
  ID: null,
  RELEVANCE: null,
  TITLE: { column: Prisma.sql`page.title`, type: 'text' },
  UPDATED_AT: { column: Prisma.sql`page.updated_at`, type: 'timestamptz' },
} as const

export type PageSort = keyof typeof sorts

/** Ids of published pages that meet a condition, from a place on. */
export function listPageIds(sort: PageSort, page: KeysetPage, matching: Prisma.Sql): Promise<KeysetCursor[]> {
  const rows = Prisma.sql`FROM page WHERE page.status = 'active' AND ${matching}`
  return readKeyset({ rows, id: Prisma.sql`page.id`, sort: sorts[sort] }, page)
}
