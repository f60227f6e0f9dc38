// `npm test`: everything, on throw-away databases and free ports, beside a shop that may be running.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { loadEnvironment, ROOT } from './start/environment.mjs'
import { findBrowser, HOW_TO_GET_A_BROWSER } from './testing/browser.mjs'
import { check, finish, playwright, total, vitest } from './testing/checks.mjs'
import { fastChecks } from './testing/fast-checks.mjs'
import { doorsOf, launchShop, TEST_ADMIN, testEnvironment } from './testing/run-shop.mjs'

// A build of its own: the running shop keeps its pages.
const build = { NEXT_DIST_DIR: '.next-test' }

/** The journeys, in a shop that `npm start` itself brings up. */
async function journeys() {
  if (!findBrowser()) {
    console.error(`\n${HOW_TO_GET_A_BROWSER}`)
    total.failed += 1
    return
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shop-journeys-'))
  const dataDir = path.join(folder, 'data')
  const shop = await launchShop({ root: ROOT, dataDir, env: build })
  try {
    await shop.ready()
    const { databaseUrl, standInUrl } = doorsOf(dataDir)
    const doors = { SHOP_URL: shop.url, DATABASE_URL: databaseUrl, STAND_IN_URL: standInUrl }
    await playwright({ ...testEnvironment(), ...TEST_ADMIN, ...doors })
  } catch (error) {
    console.error(error)
    total.failed += 1
  } finally {
    shop.signal('SIGTERM')
    await shop.ended()
    rmSync(folder, { recursive: true, force: true })
  }
}

loadEnvironment()
const env = { ...testEnvironment(), ...build }
await fastChecks(testEnvironment())
if (await check('build', ['scripts/build.mjs'], env)) {
  await journeys()
  await vitest('start-up', testEnvironment())
}
finish()
