import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../start/environment.mjs'

const MADE_HERE =
  /[\\/](prisma[\\/]generated|node_modules|\.next[^\\/]*|\.data[^\\/]*|\.git|\.env|test-results|next-env\.d\.ts)$/

/**
 * A copy of the project as a fresh clone has it, with its packages and nothing that was built, so that a shop can be
 * built and run beside the one in this folder. Packages are hard links where the system has them.
 * @param {string} to a folder that does not exist yet
 */
export function copyProject(to) {
  cpSync(ROOT, to, { recursive: true, filter: (from) => !MADE_HERE.test(from) })
  copyPackages(to)
}

/** The packages alone. @param {string} to a folder that has none */
export function copyPackages(to) {
  const packages = path.join(to, 'node_modules')
  if (spawnSync('cp', ['-al', path.join(ROOT, 'node_modules'), packages]).status === 0) return
  rmSync(packages, { recursive: true, force: true })
  cpSync(path.join(ROOT, 'node_modules'), packages, { recursive: true, verbatimSymlinks: true })
}
