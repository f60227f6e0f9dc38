import { db } from '@/lib/db'
import { type KeysetCursor, type KeysetPage, readKeyset } from '@/lib/keyset'
import { Prisma } from '@/prisma/generated/client'
import { safeLink } from './safe-link'

/**
 * Where an address of the former shop leads now: a path of this shop, or a full https address.
 * @param path without query, not decoded further than the browser did
 * @returns null where there is none, or where what is stored is neither
 */
export async function readRedirect(path: string): Promise<string | null> {
  const row = await db().redirect.findUnique({ where: { path }, select: { target: true } })
  return row && safeTarget(row.target)
}

function safeTarget(text: string): string | null {
  const target = safeLink(text)
  return target && /^(\/|https:)/i.test(target) ? target : null
}

/** Ids of redirects from a place on. @param condition on the table `redirect`, of lib/search */
export function listRedirectIds(page: KeysetPage, condition: Prisma.Sql): Promise<KeysetCursor[]> {
  const rows = Prisma.sql`FROM redirect WHERE ${condition}`
  return readKeyset({ rows, id: Prisma.sql`redirect.id`, sort: null }, page)
}

/** In the order of `ids`, without those that lead nowhere safe; one statement. */
export async function readRedirects(ids: readonly string[]) {
  const rows = await db().redirect.findMany({ where: { id: { in: ids.map(BigInt) } } })
  const found = new Map(rows.map((row) => [String(row.id), row]))
  return ids.flatMap((id) => {
    const row = found.get(id)
    const target = row && safeTarget(row.target)
    return row && target ? [{ id, path: row.path, target }] : []
  })
}
