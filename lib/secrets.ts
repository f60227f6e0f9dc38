import { db } from './db'

const known = new Map<string, string>()

/**
 * A random value that all processes of one shop share; the migration made it. Kept after the first read.
 * @throws Error when the database has not been migrated
 */
export async function readSecret(name: 'auth' | 'internal'): Promise<string> {
  const kept = known.get(name)
  if (kept) return kept
  const row = await db().secret.findUnique({ where: { name } })
  if (!row) throw new Error(`secret ${name} is missing: run npm run migrate`)
  known.set(name, row.value)
  return row.value
}
