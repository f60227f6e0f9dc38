import { db } from '@/lib/db'

export type MenuItem = { id: string; title: string; url: string; items: MenuItem[] }
export type Menu = { id: string; handle: string; title: string; items: MenuItem[] }

/** A menu as a tree, in one statement; null where there is none with the handle. */
export async function findMenu(handle: string): Promise<Menu | null> {
  const menu = await db().menu.findUnique({
    where: { handle },
    select: {
      id: true,
      title: true,
      items: {
        select: { id: true, parentId: true, title: true, url: true },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        take: 500,
      },
    },
  })
  if (!menu) return null
  const under = (parentId: bigint | null): MenuItem[] =>
    menu.items
      .filter((row) => row.parentId === parentId)
      .map(({ id, title, url }) => ({ id: String(id), title, url, items: under(id) }))
  return { id: String(menu.id), handle, title: menu.title, items: under(null) }
}

/** The items of a menu; none where there is no menu. */
export async function readMenu(handle: string): Promise<MenuItem[]> {
  return (await findMenu(handle))?.items ?? []
}
