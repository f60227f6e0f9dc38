import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { doorsOf, testEnvironment } from '../testing/run-shop.mjs'
import { compared, plain } from './figures.mjs'

const LEAST_OF_PLAIN_SQL = 0.8

/**
 * Runs buying.ts on the database and the stand-in of a trial shop.
 * @param {{ root: string, dataDir: string, shopUrl: string, plan: { count: number, rounds: number } }} set-up
 * @returns {Promise<import('./figures.mjs').Row[]>}
 */
export async function buying({ root, dataDir, shopUrl, plan }) {
  const { databaseUrl, standInUrl } = doorsOf(dataDir)
  const args = ['--import', 'tsx', 'scripts/bench/buying.ts', String(plan.count), String(plan.rounds)]
  const child = spawn(process.execPath, args, {
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
  if (!output) throw new Error('buying.ts failed')
  const { add, checkout, hotRow } = JSON.parse(output)
  return [
    plain('add to cart: SQL statements, BEGIN and COMMIT included', { value: add.statements, most: 4 }),
    plain('add to cart, 16 at once: p50', { value: add.p50, unit: 'ms' }),
    plain('add to cart, 16 at once: p99', { value: add.p99, unit: 'ms' }),
    plain('start checkout: SQL statements', { value: checkout.statements, most: 12 }),
    plain('start checkout with the stand-in, 16 at once: p50', { value: checkout.p50, unit: 'ms' }),
    plain('start checkout with the stand-in, 16 at once: p99', { value: checkout.p99, unit: 'ms' }),
    compared('one hot stock row, 16 at once, beside plain SQL', {
      value: hotRow.ours,
      yardstick: hotRow.plain,
      unit: 'holds/s',
      least: LEAST_OF_PLAIN_SQL,
    }),
  ]
}
