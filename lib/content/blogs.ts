import { db, sql } from '@/lib/db'

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

export type BlogAuthor = { name: string; bio: string }

/** Who wrote the published articles of each blog, each person once, by name; one statement. */
export async function readBlogAuthors(blogIds: readonly string[]): Promise<Map<string, BlogAuthor[]>> {
  const rows = await sql().$queryRaw<{ blog: string; authors: BlogAuthor[] }[]>`
    SELECT blog, json_agg(json_build_object('name', name, 'bio', bio) ORDER BY name, id) AS authors FROM (
      SELECT DISTINCT a.blog_id::text AS blog, w.id, w.name, w.bio FROM article a JOIN author w ON w.id = a.author_id
      WHERE a.blog_id = ANY (${blogIds.map(BigInt)}::bigint[]) AND a.status = 'active' AND a.published_at <= now()) AS written
    GROUP BY blog`
  return new Map(rows.map(({ blog, authors }) => [blog, authors]))
}
