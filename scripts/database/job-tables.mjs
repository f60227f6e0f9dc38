import pg from 'pg'

/** Brings the job queue's own tables (schema graphile_worker) up to date. @param {string} url */
export async function migrateJobTables(url) {
  const { Logger, runMigrations } = await import('graphile-worker')
  // A pool of our own, because the library's would still be closing when the database goes down after us.
  const pgPool = new pg.Pool({ connectionString: url, max: 2 })
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => {}) })
  } finally {
    await pgPool.end()
  }
}
