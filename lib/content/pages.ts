import { db } from '@/lib/db'

/** A page or a policy; `body` is Markdown. */
export type PageView = {
  handle: string
  title: string
  body: string
  updatedAt: string
  seoTitle: string | null
  seoDescription: string | null
}

export async function readPage(handle: string): Promise<PageView | null> {
  const page = await db().page.findFirst({
    where: { handle, status: 'active' },
    select: { handle: true, title: true, body: true, updatedAt: true, seoTitle: true, seoDescription: true },
  })
  return page && { ...page, updatedAt: page.updatedAt.toISOString() }
}
