import { parseArticle } from '@/lib/content/markdown'
import { safeLink } from '@/lib/content/safe-link'
import type { MenuEntry, Place, ShopFile } from './shop-file'
import { texts } from './texts'

/** Pages that are there without being in the file. */
const always = ['/', '/products', '/collections', '/collections/all', '/cart']

/** Every path inside the shop that a menu, text or redirect of the file leads to must be one of its own. */
export function checkLinks(file: ShopFile, report: (place: Place, message: string) => void) {
  const pages = readablePaths(file)
  const redirects = new Set(file.redirects.map(({ path }) => path))
  const leadsNowhere = (url: string) => {
    const path = url.replace(/[?#].*$/, '')
    return path.startsWith('/') && !pages.has(path) && !redirects.has(path)
  }
  const checkUrl = (place: Place, url: string) => {
    if (safeLink(url) === undefined) report(place, `can't be "${url}": start it with /, https:// or mailto:`)
    else if (leadsNowhere(url)) report(place, `leads to nothing in this shop: ${url}`)
  }

  const checkEntries = (entries: MenuEntry[], place: Place) => {
    entries.forEach(({ url, items }, index) => {
      checkUrl([...place, index, 'url'], url)
      checkEntries(items, [...place, index, 'items'])
    })
  }
  file.menus.forEach(({ items }, at) => {
    checkEntries(items, ['menus', at, 'items'])
  })

  file.redirects.forEach(({ path, target }, at) => {
    if (pages.has(path))
      report(['redirects', at, 'path'], `is a page of this shop, so nobody would be sent on: ${path}`)
    if (redirects.has(target)) report(['redirects', at, 'target'], `is a redirect itself: ${target}`)
    else checkUrl(['redirects', at, 'target'], target)
  })

  for (const { place, markdown } of texts(file))
    for (const url of parseArticle(markdown).links)
      if (leadsNowhere(url)) report(place, `links to nothing in this shop: ${url}`)
}

function readablePaths(file: ShopFile): Set<string> {
  const active = <T extends { status: string }>(list: T[]) => list.filter(({ status }) => status === 'active')
  return new Set([
    ...always,
    ...active(file.products).map(({ handle }) => `/products/${handle}`),
    ...active(file.collections).map(({ handle }) => `/collections/${handle}`),
    ...file.blogs.flatMap(({ handle }) => [`/blogs/${handle}`, `/blogs/${handle}/feed.atom`]),
    ...active(file.articles).map(({ blog, handle }) => `/blogs/${blog}/${handle}`),
    ...active(file.pages).map(({ handle }) => `/pages/${handle}`),
    ...file.policies.map(({ handle }) => `/policies/${handle}`),
  ])
}
