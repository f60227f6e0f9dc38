import { sql } from '@/lib/db'

const batch = 1_000

/**
 * Deletes carts whose time is over since a day; their orders stay. Until then unpaid checkouts of one address are counted by
 * the carts they came from (`checkout/fair-share.ts`). For a daily job.
 * @returns how many went
 */
export async function expireCarts(): Promise<number> {
  let gone = 0
  for (;;) {
    // In batches, so that no shopper waits for a long lock; a cart in use at this moment is left for next time.
    const deleted = await sql().$executeRaw`
      DELETE FROM cart WHERE id IN (
        SELECT id FROM cart WHERE expires_at <= now() - interval '1 day' ORDER BY expires_at LIMIT ${batch} FOR UPDATE SKIP LOCKED)`
    gone += deleted
    if (deleted < batch) return gone
  }
}
