import { sql } from '@/lib/db'

/** Where a checkout came from is needed for a day (fair-share.ts) and kept no longer. For a daily job. */
export async function forgetVisitors(): Promise<number> {
  return sql().$executeRaw`
    UPDATE checkout_attempt SET visitor = NULL WHERE visitor IS NOT NULL AND created_at < now() - interval '1 day'`
}
