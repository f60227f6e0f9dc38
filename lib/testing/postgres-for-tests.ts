import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureDatabase, openPostgres } from '@/scripts/database/embedded.mjs'
import { migrateJobTables } from '@/scripts/database/job-tables.mjs'
import { migrate } from '@/scripts/database/migrations.mjs'
import { freePort } from '@/scripts/start/ports.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the migrated, empty template database. */
    templateDatabase: string
  }
}

/** No data here outlives the run: speed instead of durability. */
const throwAway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** Vitest's global set-up: one PostgreSQL a run, with a template that each test file copies. */
export default async function postgresForTests(project: TestProject) {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'shop-test-'))
  const server = await openPostgres({
    dir: path.join(dir, 'postgres'),
    port: await freePort(),
    password: 'test',
    logFile: path.join(dir, 'postgres.log'),
    settings: throwAway,
  })
  const url = server.url('template')
  await ensureDatabase(server.url('postgres'), 'template')
  await migrate({ url, root: process.cwd() })
  await migrateJobTables(url)
  project.provide('templateDatabase', url)
  return async () => {
    await server.stop()
    await rm(dir, { recursive: true, force: true })
  }
}
