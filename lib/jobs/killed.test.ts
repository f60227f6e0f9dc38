import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { db, sql } from '@/lib/db'
import { patience, runApart } from '@/lib/testing/run-apart'
import { shelfOf } from '@/lib/testing/shelf'
import { checkOut, fillCart, orderOf, testShop } from '@/lib/testing/shop'
import { work } from '@/lib/testing/work'
import { smallProduct } from '@/prisma/factories'
import { unlockAbandonedJobs } from './unlock-abandoned-jobs'

const { databaseUrl, control, settleDown } = testShop()

let tea: Awaited<ReturnType<typeof smallProduct>>

beforeAll(async () => {
  tea = await smallProduct({ handle: 'tea', stock: 10 })
})

/** Jobs about a session's events that a worker, alive or dead, holds. */
async function lockedEvents(session: string): Promise<number> {
  const [row] = await sql().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM graphile_worker.jobs
    JOIN webhook_event event ON jobs.key = 'process_event:' || event.id
    WHERE event.object_id = ${session} AND jobs.locked_at IS NOT NULL`
  return row?.count ?? 0
}

test(
  'a worker killed in the middle of a job: the job is taken up again and done once',
  async () => {
    const session = await checkOut(await fillCart(tea))
    await control().failNext({ kind: 'hang', method: 'GET', path: '/v1/checkout/sessions/*' })
    const worker = runApart('worker')
    await control().pay({ session })
    await vi.waitFor(async () => expect((await control().requests()).hanging).toBe(1), patience.wait)
    await worker.kill()
    expect(await orderOf(session)).toMatchObject({ status: 'pending_payment' })
    expect(await lockedEvents(session)).toBe(1)
    await work()
    expect(await orderOf(session), 'the lock of the dead still stands').toMatchObject({
      status: 'pending_payment',
    })
    await sql().$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '6 minutes' WHERE locked_at IS NOT NULL`
    await unlockAbandonedJobs()
    await work()
    expect(await orderOf(session)).toMatchObject({ status: 'placed', paymentStatus: 'paid' })
  },
  patience.test,
)

test(
  'a worker told to stop finishes what it is doing and leaves nothing locked',
  async () => {
    const session = await checkOut(await fillCart(tea))
    await control().failNext({ kind: 'hang', method: 'GET', path: '/v1/checkout/sessions/*' })
    const worker = runApart('worker')
    await control().pay({ session })
    await vi.waitFor(async () => expect((await control().requests()).hanging).toBe(1), patience.wait)
    worker.stop()
    await control().release()
    const { output } = await worker.ended
    expect(await lockedEvents(session), output).toBe(0)
    expect(await orderOf(session)).toMatchObject({ status: 'placed' })
  },
  patience.test,
)

test(
  'a process that stalls inside a transaction: the database ends it, nothing is committed late',
  async () => {
    const session = await checkOut(await fillCart(tea))
    const order = await orderOf(session)
    const before = await shelfOf(tea.stockItemId)
    const folder = mkdtempSync(path.join(os.tmpdir(), 'shop-stall-'))
    const until = path.join(folder, 'go-on')
    const url = new URL(databaseUrl())
    url.searchParams.set('application_name', 'stalled')
    const stalled = runApart(
      'stallEndingOrder',
      { orderId: String(order.id), until },
      { DATABASE_URL: url.toString() },
    )
    try {
      await vi.waitFor(() => expect(stalled.output()).toContain('stalled'), patience.wait)
      const connected = () =>
        sql()
          .$queryRaw`SELECT 1 FROM pg_stat_activity WHERE application_name = 'stalled' AND state LIKE 'idle in%'`
      await vi.waitFor(async () => expect(await connected()).toEqual([]), patience.wait)
      // The order's lock is free: somebody else acts on it before the stalled process wakes up.
      await control().pay({ session })
      await settleDown()
      expect(await orderOf(session)).toMatchObject({ status: 'placed' })
      writeFileSync(until, '')
      expect(existsSync(until)).toBe(true)
      const { code, output } = await stalled.ended
      expect(code, output).not.toBe(0)
      expect(output).not.toContain('done')
    } finally {
      await stalled.kill()
      rmSync(folder, { recursive: true, force: true })
    }
    expect(await orderOf(session)).toMatchObject({ status: 'placed', paymentStatus: 'paid' })
    expect(await db().orderEvent.count({ where: { orderId: order.id, kind: 'cancelled' } })).toBe(0)
    expect(await shelfOf(tea.stockItemId)).toEqual({
      onHand: before.onHand - 1,
      reserved: before.reserved - 1,
    })
  },
  patience.test,
)

test('the database, not the client, ends what takes too long: every connection says so', async () => {
  for (const setting of ['statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout']) {
    const [row] = await sql().$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM current_setting(${setting})::interval)::int AS seconds`
    expect(row?.seconds, setting).toBeGreaterThan(0)
    expect(row?.seconds, `${setting} ends before Prisma's own timer of 120 s`).toBeLessThan(60)
  }
})
