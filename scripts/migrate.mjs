// `npm run migrate`: brings the database of DATABASE_URL up to date. Safe to run at any time, and by several at once.
import { migrateJobTables } from './database/job-tables.mjs'
import { migrate } from './database/migrations.mjs'
import { loadEnvironment, ROOT } from './start/environment.mjs'
import { printFailure } from './start/plain-error.mjs'

loadEnvironment()
const url = process.env.DATABASE_URL
if (url) {
  try {
    const applied = await migrate({ url, root: ROOT })
    await migrateJobTables(url)
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
  } catch (error) {
    printFailure(error)
    process.exitCode = 1
  }
} else {
  console.error('DATABASE_URL is not set. `npm start` migrates its own database by itself.')
  process.exitCode = 1
}
