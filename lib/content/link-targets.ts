import { sql } from '@/lib/db'
import { isStorable } from '@/lib/storable'

export type LinkTarget = {
  type: 'Product' | 'Collection' | 'Page' | 'ShopPolicy' | 'Blog' | 'Article'
  id: string
}

/** What paths of this shop lead to; those that lead to a list, elsewhere or nowhere are left out. One statement. */
export async function findLinkTargets(paths: readonly string[]): Promise<Map<string, LinkTarget>> {
  const parts = new Map(
    paths.filter(isStorable).map((path) => [path, path.split(/[?#]/)[0]?.split('/') ?? []]),
  )
  const handles = (folder: string, depth: number) =>
    [...parts.values()]
      .filter((part) => part[1] === folder && part.length === depth)
      .map((part) => part.at(-1) ?? '')
  const rows = await sql().$queryRaw<{ path: string; type: LinkTarget['type']; id: bigint }[]>`
    SELECT '/products/' || handle AS path, 'Product' AS type, id FROM product
      WHERE handle = ANY (${handles('products', 3)}::text[]) AND status = 'active' AND published_at <= now()
    UNION ALL SELECT '/collections/' || handle, 'Collection', id FROM collection
      WHERE handle = ANY (${handles('collections', 3)}::text[]) AND status = 'active'
    UNION ALL SELECT '/pages/' || handle, 'Page', id FROM page
      WHERE handle = ANY (${handles('pages', 3)}::text[]) AND status = 'active'
    UNION ALL SELECT '/policies/' || handle, 'ShopPolicy', id FROM policy
      WHERE handle = ANY (${handles('policies', 3)}::text[])
    UNION ALL SELECT '/blogs/' || handle, 'Blog', id FROM blog
      WHERE handle = ANY (${handles('blogs', 3)}::text[])
    UNION ALL SELECT '/blogs/' || b.handle || '/' || a.handle, 'Article', a.id FROM article a JOIN blog b ON b.id = a.blog_id
      WHERE a.handle = ANY (${handles('blogs', 4)}::text[]) AND a.status = 'active' AND a.published_at <= now()`
  const known = new Map(rows.map(({ path, type, id }) => [path, { type, id: String(id) }]))
  return new Map(
    [...parts].flatMap(([path, part]) => {
      const target = known.get(part.join('/'))
      return target ? [[path, target] as const] : []
    }),
  )
}
