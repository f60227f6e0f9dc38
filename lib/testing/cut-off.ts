import pg from 'pg'

/** Takes the database away as a crash would: every connection ends, no new one is let in, until `back`. */
export async function cutOff(databaseUrl: string): Promise<{ back: () => Promise<void> }> {
  const server = new URL(databaseUrl)
  const name = server.pathname.slice(1)
  server.pathname = '/postgres'
  const beside = new pg.Client(server.toString())
  await beside.connect()
  const allow = (yes: boolean) =>
    beside.query(`alter database ${pg.escapeIdentifier(name)} with allow_connections ${yes}`)
  await allow(false)
  await beside.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  return {
    async back() {
      await allow(true)
      await beside.end()
    },
  }
}
