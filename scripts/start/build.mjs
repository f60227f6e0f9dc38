import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { bundle } from './bundle.mjs'
import { runNode } from './children.mjs'
import { ROOT } from './environment.mjs'
import { PlainError } from './plain-error.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

const CLIENT_SOURCES = [
  'prisma/schema.prisma',
  'prisma.config.ts',
  'scripts/schema-engine.mjs',
  'node_modules/prisma/package.json',
]
const CLIENT_STAMP = 'prisma/generated/.stamp'
const BUILD_SOURCES = [
  ...['app', 'components', 'lib', 'public', 'prisma/schema.prisma'],
  ...['instrumentation.ts', 'instrumentation-client.ts', 'proxy.ts'],
  ...['next.config.ts', 'tsconfig.json', 'package-lock.json'],
]

/** Makes the database client from the schema. @returns {Promise<boolean>} false when it was there already */
export async function generateClient() {
  const hash = hashOf(CLIENT_SOURCES)
  if (isStamped(CLIENT_STAMP, hash) && existsSync(path.join(ROOT, 'prisma/generated/client.ts'))) return false
  await runNode({ name: 'prisma generate', args: ['node_modules/prisma/build/index.js', 'generate'] })
  stamp(CLIENT_STAMP, hash)
  return true
}

const DIST = '.next'
const WORKER = path.join(DIST, 'worker.mjs')
const BUILD_STAMP = path.join(DIST, 'built-from')
// Values that Next writes into the pages when it builds.
const publicSettings = () =>
  JSON.stringify(
    Object.entries(process.env)
      .filter(([name]) => name.startsWith('NEXT_PUBLIC_'))
      .sort(),
  )
const buildHash = () => hashOf(BUILD_SOURCES, publicSettings())

const hasPages = () => existsSync(path.join(ROOT, DIST, 'BUILD_ID'))

export function isBuilt() {
  return hasPages() && existsSync(path.join(ROOT, WORKER)) && isStamped(BUILD_STAMP, buildHash())
}

/** Builds the pages and the worker; needs no database. @param {((line: string) => void) | undefined} [onLine] */
export async function buildPages(onLine) {
  const hash = buildHash()
  rmSync(path.join(ROOT, BUILD_STAMP), { force: true })
  const { NODE_ENV: _, ...env } = process.env
  const last = await runNode({
    name: 'next build',
    args: ['node_modules/next/dist/bin/next', 'build'],
    env,
    onLine,
  })
  if (!hasPages()) throw new PlainError(`next build ended without pages:\n${last}`)
  await bundle(ROOT, 'lib/jobs/worker.ts', WORKER)
  stamp(BUILD_STAMP, hash)
}
