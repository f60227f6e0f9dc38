import { db } from '@/lib/db'
import type { PageView } from './pages'

export async function readPolicy(handle: string): Promise<PageView | null> {
  const policy = await db().policy.findUnique({
    where: { handle },
    select: { handle: true, title: true, body: true, updatedAt: true },
  })
  return (
    policy && { ...policy, updatedAt: policy.updatedAt.toISOString(), seoTitle: null, seoDescription: null }
  )
}
