import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { expire, expiryChannel, installExpiry, tags } from './cache'
import { sql, transaction } from './db'
import { testDatabase } from './testing/database'

const { url } = testDatabase()

type Message = { from: string; tags: string[] }
let messages: Message[] = []
let listener: pg.Client

beforeAll(async () => {
  listener = new pg.Client(url())
  await listener.connect()
  await listener.query(`LISTEN ${expiryChannel}`)
  listener.on('notification', ({ payload }) => messages.push(JSON.parse(payload ?? '{}')))
})

afterEach(() => {
  messages = []
})

afterAll(() => listener.end())

/** Everything said so far: notifications arrive in order, so our own word comes last. */
async function heard(): Promise<Message[]> {
  const last = new Promise<void>((resolve) => {
    const check = () => {
      if (messages.some(({ from }) => from === 'end')) resolve()
      else listener.once('notification', check)
    }
    listener.once('notification', check)
  })
  await sql().$executeRaw`SELECT pg_notify(${expiryChannel}, '{"from":"end","tags":[]}')`
  await last
  return messages.filter(({ from }) => from !== 'end')
}

test('what a transaction expires is told to every process when it commits, each tag once', async () => {
  await transaction(async (tx) => {
    await expire(tx, tags.product(7n), tags.catalog, tags.product(7n))
  })
  expect(await heard()).toEqual([{ from: '', tags: ['product:7', 'catalog'] }])
})

test('a transaction that rolls back expires nothing, here or elsewhere', async () => {
  const here: string[][] = []
  installExpiry((names) => here.push(names))
  const failing = transaction(async (tx) => {
    await expire(tx, tags.catalog)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await heard()).toEqual([])
  expect(here).toEqual([])
})

test('this process expires its own pages before the write returns, and knows its own message again', async () => {
  const here: string[][] = []
  const { instance } = installExpiry((names) => here.push(names))
  await transaction((tx) => expire(tx, tags.menus))
  expect(here).toEqual([['menus']])
  expect(await heard()).toEqual([{ from: instance, tags: ['menus'] }])
})

test('more tags than one message holds are told in several', async () => {
  const many = Array.from({ length: 250 }, (_, index) => tags.product(BigInt(index)))
  await transaction((tx) => expire(tx, ...many))
  expect((await heard()).map((message) => message.tags.length)).toEqual([100, 100, 50])
})

test('a page that can not be expired does not fail the write', async () => {
  installExpiry(() => {
    throw new Error('no cache here')
  })
  await expect(transaction((tx) => expire(tx, tags.menus))).resolves.toBeUndefined()
})
