import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runNode } from './children.mjs'
import { ROOT } from './environment.mjs'
import { PlainError } from './plain-error.mjs'

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Package */

/** @param {string} file @returns {Record<string, Package> | undefined} */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

/** @param {string[] | undefined} list @param {string} mine */
const allows = (list, mine) =>
  !list || list.includes(mine) || (list.some((word) => word.startsWith('!')) && !list.includes(`!${mine}`))

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes its own record there last, so that a
 * broken-off installation has none.
 */
export function packagesUpToDate() {
  const wanted = readLock('package-lock.json')
  const installed = readLock('node_modules/.package-lock.json')
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([place, { version, link, optional, os, cpu, libc }]) => {
    if (place === '' || link) return true
    const found = installed[place]
    if (found) return found.version === version
    const meant = allows(os, process.platform) && allows(cpu, process.arch) && !libc
    return Boolean(optional) && (!meant || !existsSync(path.join(ROOT, place)))
  })
}

/** npm's own file: the one that runs us, else the one that came with this Node. */
function findNpm() {
  const besideNode = path.resolve(process.execPath, '../../lib/node_modules/npm/bin/npm-cli.js')
  return [process.env.npm_execpath ?? '', besideNode].find(
    (file) => file.endsWith('npm-cli.js') && existsSync(file),
  )
}

/** @throws PlainError with npm's words */
export async function installPackages() {
  const npm = findNpm()
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  if (!npm)
    throw new PlainError(
      'The packages are missing or out of date. Run `npm ci --include=dev`, then start again.',
    )
  try {
    await runNode({ name: 'npm ci', args: [npm, ...args] })
  } catch (error) {
    const { message } = /** @type {Error} */ (error)
    const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(message)
    throw new PlainError(
      offline ? `Packages need a network once; it could not be reached.\n\n${message}` : message,
    )
  }
  if (!packagesUpToDate())
    throw new PlainError('npm ended well but left packages out. Delete node_modules and start again.')
}
