import pg from 'pg'

/**
 * Runs `work` and returns every statement that reached PostgreSQL meanwhile, BEGIN and COMMIT included. It counts
 * for the whole process: nothing else may use the database at that time.
 */
export async function countStatements<T>(
  work: () => Promise<T>,
): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = []
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    const [config] = args
    statements.push(typeof config === 'string' ? config : String((config as { text?: string }).text))
    return Reflect.apply(query, this, args)
  } as typeof query
  try {
    return { result: await work(), statements }
  } finally {
    pg.Client.prototype.query = query
  }
}
