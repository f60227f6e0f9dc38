import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { migrate } from './migrations.mjs'

const { url } = testDatabase()
let root = ''

beforeEach(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'migrations-'))
  await query('drop table if exists _prisma_migrations, apple, pear')
})

afterEach(() => rmSync(root, { recursive: true }))

function writeMigration(name: string, sql: string) {
  const dir = path.join(root, 'prisma', 'migrations', name)
  mkdirSync(dir, { recursive: true })
  writeFileSync(path.join(dir, 'migration.sql'), sql)
}

async function query(sql: string) {
  const client = new pg.Client(url())
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const run = () => migrate({ url: url(), root })
const tables = () => query(`select to_regclass('apple') as apple, to_regclass('pear') as pear`)

test('migrations are applied in order, and once', async () => {
  writeMigration('2_pear', 'create table pear (apple int references apple)')
  writeMigration('1_apple', 'create table apple (id int primary key)')
  expect(await run()).toEqual(['1_apple', '2_pear'])
  expect(await run()).toEqual([])
})

test('of two at the same moment one applies and the other waits', async () => {
  writeMigration('1_apple', 'create table apple (id int); select pg_sleep(0.2)')
  const applied = await Promise.all([run(), run()])
  expect(applied.flat()).toEqual(['1_apple'])
})

test('a failed migration leaves nothing, says where it failed, and can be repaired', async () => {
  writeMigration('1_apple', 'create table apple (id int);\ncreate table pear (id nonsense);')
  await expect(run()).rejects.toThrow(/1_apple failed \(line 2\): type "nonsense" does not exist/)
  expect(await tables()).toEqual([{ apple: null, pear: null }])
  writeMigration('1_apple', 'create table apple (id int);')
  expect(await run()).toEqual(['1_apple'])
})

test('a migration that was changed after it was applied is refused', async () => {
  writeMigration('1_apple', 'create table apple (id int)')
  await run()
  writeMigration('1_apple', 'create table apple (id bigint)')
  await expect(run()).rejects.toThrow('1_apple was changed')
})
