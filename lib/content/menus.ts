import { db } from '@/lib/db'

export type MenuItem = { title: string; url: string; items: MenuItem[] }

/** A menu as a tree; empty where there is none with the handle. */
export async function readMenu(handle: string): Promise<MenuItem[]> {
  const rows = await db().menuItem.findMany({
    where: { menu: { handle } },
    select: { id: true, parentId: true, title: true, url: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: 500,
  })
  const under = (parentId: bigint | null): MenuItem[] =>
    rows
      .filter((row) => row.parentId === parentId)
      .map(({ id, title, url }) => ({ title, url, items: under(id) }))
  return under(null)
}
