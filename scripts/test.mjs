// `npm test`: everything, on throw-away databases and free ports, beside a shop that may be running. Shops are built
// and run in a copy of the project.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { loadEnvironment } from './start/environment.mjs'
import { findBrowser, HOW_TO_GET_A_BROWSER } from './testing/browser.mjs'
import { fail, finish, playwright, vitest } from './testing/checks.mjs'
import { copyProject } from './testing/copy-project.mjs'
import { fastChecks } from './testing/fast-checks.mjs'
import { doorsOf, launchShop, TEST_ADMIN, testEnvironment } from './testing/run-shop.mjs'

/** The journeys in the browser, in a shop that `npm start` itself brings up. @param {string} root */
async function journeys(root) {
  if (!findBrowser()) return fail(HOW_TO_GET_A_BROWSER)
  const dataDir = path.join(path.dirname(root), 'journeys')
  const shop = await launchShop({ root, dataDir })
  try {
    await shop.ready()
    const { databaseUrl, standInUrl } = doorsOf(dataDir)
    const doors = { SHOP_URL: shop.url, DATABASE_URL: databaseUrl, STAND_IN_URL: standInUrl }
    await playwright({ ...testEnvironment(), ...TEST_ADMIN, ...doors })
  } catch (error) {
    fail(error)
  } finally {
    shop.signal('SIGTERM')
    await shop.ended()
  }
}

loadEnvironment()
await fastChecks(testEnvironment())
// With a space in its name, as the folders of people have.
const folder = mkdtempSync(path.join(os.tmpdir(), 'shop test '))
try {
  const root = path.join(folder, 'my shop')
  copyProject(root)
  await vitest('start-up', { ...testEnvironment(), START_UP_ROOT: root })
  await journeys(root)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
finish()
