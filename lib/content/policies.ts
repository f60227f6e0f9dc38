import { db } from '@/lib/db'
import type { PageView } from './pages'

export async function readPolicy(handle: string): Promise<PageView | null> {
  return (await readPolicies([handle]))[0] ?? null
}

/** Those that there are, in no order; one statement. */
export async function readPolicies(handles: readonly string[]): Promise<PageView[]> {
  const rows = await db().policy.findMany({
    where: { handle: { in: [...handles] } },
    select: { id: true, handle: true, title: true, body: true, updatedAt: true },
  })
  return rows.map(({ id, updatedAt, ...policy }) => ({
    ...policy,
    id: String(id),
    createdAt: updatedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    seoTitle: null,
    seoDescription: null,
  }))
}
