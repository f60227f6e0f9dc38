import { db } from '@/lib/db'
import type { Prisma } from '@/prisma/generated/client'

export type MenuItem = { id: string; title: string; url: string; items: MenuItem[] }
export type Menu = { id: string; handle: string; title: string; items: MenuItem[] }

/** A menu as a tree, in one statement; null where there is none with the handle. */
export async function findMenu(handle: string): Promise<Menu | null> {
  return (await readMenus({ handle }))[0] ?? null
}

/** The menus with these ids, and those that these items are in. */
export async function readMenusOf(by: {
  menuIds: readonly string[]
  itemIds: readonly string[]
}): Promise<Menu[]> {
  const ids = (list: readonly string[]) => ({ id: { in: list.map(BigInt) } })
  return readMenus({ OR: [ids(by.menuIds), { items: { some: ids(by.itemIds) } }] })
}

async function readMenus(where: Prisma.MenuWhereInput): Promise<Menu[]> {
  const menus = await db().menu.findMany({
    where,
    select: {
      id: true,
      handle: true,
      title: true,
      items: {
        select: { id: true, parentId: true, title: true, url: true },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        take: 500,
      },
    },
  })
  return menus.map(({ id, handle, title, items }) => {
    const under = (parentId: bigint | null): MenuItem[] =>
      items
        .filter((row) => row.parentId === parentId)
        .map(({ id, title, url }) => ({ id: String(id), title, url, items: under(id) }))
    return { id: String(id), handle, title, items: under(null) }
  })
}

/** The items of a menu; none where there is no menu. */
export async function readMenu(handle: string): Promise<MenuItem[]> {
  return (await findMenu(handle))?.items ?? []
}
