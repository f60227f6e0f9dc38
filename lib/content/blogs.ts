import { db } from '@/lib/db'

export type BlogView = {
  id: string
  handle: string
  title: string
  description: string
  seoTitle: string | null
  seoDescription: string | null
}

/** All blogs, the oldest first; there are few. */
export async function readBlogs(): Promise<BlogView[]> {
  const rows = await db().blog.findMany({
    select: { id: true, handle: true, title: true, description: true, seoTitle: true, seoDescription: true },
    orderBy: { id: 'asc' },
    take: 100,
  })
  return rows.map((row) => ({ ...row, id: String(row.id) }))
}
