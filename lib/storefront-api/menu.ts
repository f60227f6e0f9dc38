import type { Menu, MenuItem } from '@/lib/content/menus'
import type { Context } from './context'
import { gid } from './ids'

export function toMenu(menu: Menu, context: Context) {
  return {
    __typename: 'Menu' as const,
    id: gid('Menu', menu.id),
    handle: menu.handle,
    title: menu.title,
    itemsCount: menu.items.length,
    items: menu.items.map((item) => toMenuItem(item, context)),
  }
}

type Item = {
  __typename: 'MenuItem'
  id: string
  title: string
  type: string
  /** Absolute, on the shop's own domain: clients cut that off again. */
  url: string
  resourceId: () => Promise<string | null>
  resource: () => Promise<object | null>
  tags: string[]
  items: Item[]
}

export function toMenuItem(item: MenuItem, context: Context): Item {
  const resourceId = async () => {
    const target = item.url.startsWith('/') ? await context.linkTarget(item.url) : null
    return target && gid(target.type, target.id)
  }
  return {
    __typename: 'MenuItem',
    id: gid('MenuItem', item.id),
    title: item.title,
    type: typeOf(item.url),
    url: new URL(item.url === '/products' ? catalog : item.url, context.site).href,
    resourceId,
    resource: async () => {
      const id = await resourceId()
      return id === null ? null : context.node(id)
    },
    tags: [],
    items: item.items.map((child) => toMenuItem(child, context)),
  }
}

/** Where clients have the list of all products; in this shop it leads to the one there is. */
const catalog = '/collections/all'

/** What an address leads to; a menu here holds addresses and nothing else. */
function typeOf(url: string): string {
  const [, first, second, third] = url.split(/[/?#]/)
  if (url === '/') return 'FRONTPAGE'
  if (!url.startsWith('/')) return 'HTTP'
  if (url === catalog) return 'CATALOG'
  if (first === 'products') return second ? 'PRODUCT' : 'CATALOG'
  if (first === 'collections') return second ? 'COLLECTION' : 'COLLECTIONS'
  if (first === 'blogs') return third ? 'ARTICLE' : 'BLOG'
  if (first === 'pages') return 'PAGE'
  if (first === 'policies') return 'SHOP_POLICY'
  return 'HTTP'
}
