// `npm run verify`: the fast gate, on a database of its own.
import { loadEnvironment } from './start/environment.mjs'
import { finish } from './testing/checks.mjs'
import { fastChecks } from './testing/fast-checks.mjs'
import { testEnvironment } from './testing/run-shop.mjs'

loadEnvironment()
await fastChecks(testEnvironment())
finish()
