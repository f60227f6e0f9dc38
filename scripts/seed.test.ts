import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'

const { url } = testDatabase()
const root = path.resolve(import.meta.dirname, '..')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'shop-file-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(script: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${script}`, ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url() },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  const [code] = await once(child, 'close')
  return { code, said }
}

test('fills an empty shop, refuses a full one, and is quiet about it when asked; articles can then come in', {
  timeout: 120_000,
}, async () => {
  const broken = path.join(folder, 'broken.yaml')
  await writeFile(broken, 'shop:\n  name: Half\n')
  const refused = await run('seed.ts', broken)
  expect(refused.code).toBe(1)
  expect(refused.said).toContain('line 2: shop.currency')
  expect(await db().shop.count()).toBe(0)

  expect(await run('seed.ts', '--if-empty')).toMatchObject({
    code: 0,
    said: expect.stringContaining('3 products, 3 articles'),
  })
  expect(await run('seed.ts', '--if-empty')).toEqual({ code: 0, said: '' })
  const again = await run('seed.ts')
  expect(again.code).toBe(1)
  expect(again.said).toContain('This shop has content already')
  expect(await db().product.count()).toBe(3)

  const article = path.join(folder, 'oats.txt')
  await writeFile(article, 'Oats\n\nWith Gut Love +, or without.\n')
  expect(await run('import-article.ts', article)).toMatchObject({
    code: 0,
    said: expect.stringContaining('Saved as a draft: /blogs/journal/oats'),
  })
  expect(await run('import-article.ts', article)).toMatchObject({
    code: 1,
    said: expect.stringContaining('--replace'),
  })
  expect(await run('import-article.ts')).toMatchObject({
    code: 1,
    said: expect.stringContaining('Name one file'),
  })
})
