import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { bundle } from '../start/bundle.mjs'
import { doorsOf, testEnvironment } from '../testing/run-shop.mjs'

/**
 * Runs a part of the benchmark on the database and the stand-in of a trial shop.
 * @param {{ root: string, dataDir: string, shopUrl: string }} shop
 * @param {string} file beside this one @param {(string | number)[]} args
 * @returns {Promise<any>} what it printed as JSON
 */
export async function runOnTrialShop({ root, dataDir, shopUrl }, file, args) {
  const { databaseUrl, standInUrl } = doorsOf(dataDir)
  const built = `scripts/bench/${file.replace(/\.ts$/, '.built.mjs')}`
  await bundle(root, `scripts/bench/${file}`, built)
  const child = spawn(process.execPath, [built, ...args.map(String)], {
    cwd: root,
    env: {
      ...testEnvironment(),
      NODE_ENV: 'production',
      SITE_URL: shopUrl,
      DATABASE_URL: databaseUrl,
      STRIPE_API_URL: standInUrl,
      STRIPE_SECRET_KEY: 'sk_test_stand_in',
      STRIPE_WEBHOOK_SECRET: 'whsec_not_used_here',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const output = await text(child.stdout)
  if (!output) throw new Error(`${file} failed`)
  return JSON.parse(output)
}
