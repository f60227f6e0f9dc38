import { parseCrontab } from 'graphile-worker'
import { beforeAll, expect, test } from 'vitest'
import { addLines } from '@/lib/cart/add-lines'
import { db, sql, transaction } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { hurry, work } from '@/lib/testing/work'
import { smallProduct, smallShop } from '@/prisma/factories'
import { enqueue } from './enqueue'
import { crontab, tasks } from './tasks'

testDatabase()

beforeAll(smallShop)

const addJob = (name: string, payload: unknown = {}) =>
  sql().$executeRaw`SELECT graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json)`
const jobs = () =>
  sql().$queryRaw<{ task: string; attempts: number; error: string | null }[]>`
    SELECT task_identifier AS task, attempts::int AS attempts, last_error AS error FROM graphile_worker.jobs`

test('every job of the clock is one the worker can do', () => {
  const items = parseCrontab(crontab)
  expect(items.length).toBeGreaterThan(0)
  for (const { task } of items) expect(tasks).toHaveProperty(task)
})

test('a job and what it follows from happen together or not at all', async () => {
  const failing = transaction(async (tx) => {
    await enqueue(tx, 'send_mail', { mailId: '1' })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await jobs()).toEqual([])
})

test('the same job waiting twice is one job', async () => {
  await transaction((tx) => enqueue(tx, 'submit_refund', { refundId: '7' }))
  await transaction((tx) => enqueue(tx, 'submit_refund', { refundId: '7' }))
  await transaction((tx) => enqueue(tx, 'submit_refund', { refundId: '8' }))
  expect(await jobs()).toHaveLength(2)
  await work()
  expect(await jobs(), 'refunds that are gone are nothing to do').toEqual([])
})

test('a payload that is none fails by itself and keeps no other job waiting', async () => {
  await addJob('send_mail', { mailId: "1'; DROP TABLE mail" })
  await addJob('process_event', {})
  await addJob('submit_refund', { refundId: '9' })
  await work()
  const left = await jobs()
  expect(left.map(({ task }) => task).sort()).toEqual(['process_event', 'send_mail'])
  expect(left.every(({ error }) => error?.includes('Invalid'))).toBe(true)
  await sql().$executeRaw`SELECT graphile_worker.complete_jobs(ARRAY(SELECT id FROM graphile_worker.jobs))`
})

test('carts whose time is over are deleted by the worker, others stay', async () => {
  const tea = await smallProduct({ handle: 'tea', stock: 5 })
  const make = () => addLines({ token: null, lines: [{ variantId: tea.variantId, quantity: 1 }] })
  const [old, young] = [await make(), await make()]
  await db().cart.update({ where: { token: old.token }, data: { expiresAt: new Date(0) } })
  await addJob('expire_carts')
  await work()
  expect(await db().cart.count({ where: { token: { in: [old.token, young.token] } } })).toBe(1)
})

test('what is published by the clock expires its lists', async () => {
  await db().product.updateMany({ data: { publishedAt: new Date() } })
  await addJob('expire_by_clock')
  await work()
  await hurry()
  expect(await jobs()).toEqual([])
})

test('a job left locked by a killed worker is free again after minutes, a running one is left alone', async () => {
  await transaction((tx) => enqueue(tx, 'submit_refund', { refundId: '1' }))
  await transaction((tx) => enqueue(tx, 'submit_refund', { refundId: '2' }))
  const lock = (refund: string, minutes: number) => sql().$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_by = ${`worker-${refund}`}, attempts = 1,
      locked_at = now() - ${minutes} * interval '1 minute'
    WHERE key = ${`submit_refund:${refund}`}`
  await lock('1', 6)
  await lock('2', 1)
  await addJob('reconcile')
  await work()
  await work()
  expect(await jobs()).toHaveLength(1)
})
