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

test('both commands say what they did, and by their exit code whether they did it', async () => {
  const broken = path.join(folder, 'broken.yaml')
  await writeFile(broken, 'shop:\n  name: Half\n')
  const refused = await run('seed.ts', broken)
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('line 2: shop.currency') })
  expect(await db().shop.count()).toBe(0)

  const filled = await run('seed.ts', '--if-empty')
  expect(filled).toMatchObject({ code: 0, said: expect.stringContaining('3 products, 3 articles') })

  const article = path.join(folder, 'oats.txt')
  await writeFile(article, 'Oats\n\nWith Gut Love +, or without.\n')
  const [quiet, again, imported, misused] = await Promise.all([
    run('seed.ts', '--if-empty'),
    run('seed.ts'),
    run('import-article.ts', article),
    run('import-article.ts'),
  ])
  expect(quiet).toEqual({ code: 0, said: '' })
  expect(again).toMatchObject({ code: 1, said: expect.stringContaining('has content already') })
  expect(await db().product.count()).toBe(3)
  expect(imported).toMatchObject({ code: 0, said: expect.stringContaining('/blogs/journal/oats') })
  expect(misused).toMatchObject({ code: 1, said: expect.stringContaining('Name one file') })
}, 240_000)
