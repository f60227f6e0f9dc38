import { hash } from 'node:crypto'
import pg from 'pg'
import { Prisma } from '@/prisma/generated/client'

/**
 * Where a statement of our own is sent: the pool, or the connection of a transaction. Prisma's clients have the same
 * two verbs, so that a function that takes this can be called from a transaction of either kind.
 */
export type Sql = {
  /** @returns the rows: bigint for int8, Date for timestamps, parsed JSON, numbers and strings else */
  $queryRaw<Rows = unknown>(text: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<Rows>
  /** @returns how many rows were written */
  $executeRaw(text: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<number>
}

/**
 * Statements of our own go straight to the driver. Prisma hands the same text to the same driver, but takes as much
 * processor time again for a small answer, and three times as much for a transaction around it.
 * @param isOpen whether statements may still be sent: not once a transaction has ended
 */
export function statementsOn(connection: Pick<pg.Pool, 'query'>, isOpen = () => true): Sql {
  const run = async (text: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    if (!isOpen()) throw new Error('the transaction of this statement has ended')
    return connection.query({ ...statementOf(text, values), types })
  }
  return {
    $queryRaw: async <Rows>(text: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await run(text, values)).rows as Rows,
    $executeRaw: async (text, ...values) => (await run(text, values)).rowCount ?? 0,
  }
}

/** A template is the same object each time it is come by, so that its text is put together and named once. */
const templates = new WeakMap<TemplateStringsArray, { name: string; text: string }>()

function statementOf(given: TemplateStringsArray | Prisma.Sql, values: unknown[]) {
  // A part of SQL among the values makes another text.
  const constant = 'raw' in given && !values.some((value) => value instanceof Prisma.Sql)
  const known = constant && templates.get(given)
  if (known) return { ...known, values }
  const statement = 'raw' in given ? Prisma.sql(given, ...values) : given
  const { text } = statement
  const named = { name: nameOf(text), text }
  if (constant) templates.set(given, named)
  return { ...named, values: statement.values }
}

/**
 * A name lets PostgreSQL keep a statement prepared on its connection: planning the cart's one large read takes longer
 * than running it. The name is made from the text, so that the same text is the same statement.
 */
export function nameOf(text: string): string {
  return text.startsWith(planAnew) ? '' : hash('sha1', text, 'base64url')
}

/**
 * Before a statement whose best plan hangs on its values: a tag that half of the catalog has is found by walking
 * through it, a rare one by its index. Such a statement has no name and is planned each time.
 */
export const planAnew = '/* plan anew */'

const { INT8, DATE, TIMESTAMP } = pg.types.builtins
// Node-postgres reads this type but has no name for it.
const int8Array = 1016 as typeof INT8
const textsOf: (text: string) => (string | null)[] = pg.types.getTypeParser(int8Array)

/** What Prisma makes of these types: a row is the same whichever of the two has read it. */
const parsers = new Map<number, (text: string) => unknown>([
  [INT8, BigInt],
  [int8Array, (text) => textsOf(text).map((id) => (id === null ? null : BigInt(id)))],
  [DATE, (text) => new Date(`${text}T00:00:00Z`)],
  [TIMESTAMP, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
])
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) => parsers.get(type) ?? pg.types.getTypeParser(type, format),
}
