import { db } from '@/lib/db'
import { safeLink } from './safe-link'

/**
 * Where an address of the former shop leads now: a path of this shop, or a full https address.
 * @param path without query, not decoded further than the browser did
 * @returns null where there is none, or where what is stored is neither
 */
export async function readRedirect(path: string): Promise<string | null> {
  const row = await db().redirect.findUnique({ where: { path }, select: { target: true } })
  const target = row && safeLink(row.target)
  return target && /^(\/|https:)/i.test(target) ? target : null
}
