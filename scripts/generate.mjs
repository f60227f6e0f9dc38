// `npm run generate`: the database client, made anew when the schema changed.
import { generateClient } from './start/build.mjs'
import { loadEnvironment } from './start/environment.mjs'
import { printFailure } from './start/plain-error.mjs'

try {
  loadEnvironment()
  console.log((await generateClient()) ? 'Made the database client.' : 'The database client is up to date.')
} catch (error) {
  printFailure(error)
  process.exitCode = 1
}
