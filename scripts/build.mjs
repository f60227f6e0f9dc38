// `npm run build`: the database client, the pages and the worker. Needs no database.
import { buildPages, generateClient } from './start/build.mjs'
import { loadEnvironment } from './start/environment.mjs'
import { printFailure } from './start/plain-error.mjs'

try {
  loadEnvironment()
  await generateClient()
  await buildPages((line) => console.log(line))
} catch (error) {
  printFailure(error)
  process.exitCode = 1
}
